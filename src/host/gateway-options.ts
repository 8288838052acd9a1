/** What every adapter is made from. */
export interface GatewayOptions {
  /** Where the host answers; see `HostServices.baseUrl`. */
  readonly baseUrl: string;
  readonly fetch?: ((input: Request) => Promise<Response>) | undefined;
  /** The signed-in administrator. */
  readonly user: { readonly id: string; readonly name: string };
  /** Milliseconds since the epoch; default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** IANA name, in the administrator's profile; default the browser's. */
  readonly timeZone?: string;
}
