/** How long the browser may take to begin with a download, in milliseconds, before its text is let go. */
const LET_GO = 60_000;

/** Hands a CSV file to the browser to keep. */
export function download(parts: readonly string[], name: string, root: DocumentFragment): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), LET_GO);
}
