/** What dragging can do. */
export interface DragVerbs {
  /** To a width in em. `done`: the pointer was let go. */
  resize(column: string, width: number, done: boolean): void;
  /** To where the other one stands. */
  move(column: string, to: string): void;
  /** A range of check boxes begins, and goes on to a height of the window. */
  beginRange(position: number): void;
  extendRange(clientY: number): void;
}

/** A press that wanders less is a click. */
const slack = 5;

/** Begins whatever a press inside the grid may become when it is drawn along. */
export function followPointer(event: PointerEvent, verbs: DragVerbs): void {
  const target = event.target as HTMLElement;
  const head = target.closest<HTMLElement>('[role=columnheader]:not(.check)');
  const id = head?.dataset['id'];
  if (event.button !== 0) return;
  if (id !== undefined && target.matches('.grip')) resize(event, head!, (width, done) => verbs.resize(id, width, done));
  else if (event.pointerType === 'touch' || target.closest('button')) return;
  else if (id !== undefined) move(event, head!, (to) => verbs.move(id, to));
  else if (target.closest('.body .check')) range(event, target, verbs);
}

function resize(event: PointerEvent, head: HTMLElement, tell: (width: number, done: boolean) => void): void {
  const width = head.offsetWidth;
  const { direction, fontSize } = getComputedStyle(head);
  const sign = direction === 'rtl' ? -1 : 1;
  const to = ({ clientX }: PointerEvent): number => (width + sign * (clientX - event.clientX)) / parseFloat(fontSize);
  drag(event, head, 0, (now) => tell(to(now), false), (last) => tell(to(last), true));
}

function move(event: PointerEvent, head: HTMLElement, tell: (to: string) => void): void {
  const root = head.getRootNode() as ShadowRoot;
  let over: HTMLElement | null = null;
  const mark = (next: HTMLElement | null): void => {
    over?.classList.remove('target');
    over = next;
    over?.classList.add('target');
  };
  drag(
    event,
    head,
    slack,
    ({ clientX, clientY }) => {
      head.classList.add('dragged');
      const next = root.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[role=columnheader]:not(.check)') ?? null;
      mark(next === head ? null : next);
    },
    () => {
      const to = over?.dataset['id'];
      head.classList.remove('dragged');
      mark(null);
      if (to !== undefined) tell(to);
    },
  );
}

function range(event: PointerEvent, target: HTMLElement, verbs: DragVerbs): void {
  const position = Number(target.closest('[role=row]')!.ariaRowIndex) - 2;
  let begun = false;
  drag(
    event,
    target,
    slack,
    ({ clientY }) => {
      if (!begun) verbs.beginRange(position);
      begun = true;
      verbs.extendRange(clientY);
    },
    () => {},
  );
}

/** Follows a pointer until it is let go. `end` is told only when it went further than `slack`, and then there is no click. */
function drag(start: PointerEvent, target: HTMLElement, slack: number, go: (event: PointerEvent) => void, end: (event: PointerEvent) => void): void {
  const over = new AbortController();
  const options = { signal: over.signal };
  let moved = false;
  const onMove = (event: PointerEvent): void => {
    moved ||= Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > slack;
    if (moved) go(event);
  };
  const onEnd = (event: PointerEvent): void => {
    over.abort();
    if (!moved) return;
    end(event);
    const noClick = (click: Event): void => click.stopPropagation();
    addEventListener('click', noClick, { capture: true });
    setTimeout(() => removeEventListener('click', noClick, { capture: true }));
  };
  addEventListener('pointermove', onMove, options);
  addEventListener('pointerup', onEnd, options);
  addEventListener('pointercancel', onEnd, options);
  // Text is not to be selected meanwhile, and the focus goes where the press was.
  start.preventDefault();
  target.closest<HTMLElement>('[role=gridcell], [role=columnheader]')?.focus({ preventScroll: true });
}
