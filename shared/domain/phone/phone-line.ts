/** How a line to the telephone network is set up, its password apart. What the gateway makes of it is in docs/phone-line.md. */
export interface PhoneLineSettings {
  readonly protocol: "UDP" | "TCP" | "TLS";
  /** The carrier's domain; numbers are called at it. */
  readonly domain: string;
  /** Where to send instead, when the carrier wants it so. */
  readonly proxy: string | null;
  /** By which name we sign in; null where the carrier knows our address. */
  readonly user: string | null;
  /** Seconds for which we ask to be registered; null: not at all. */
  readonly registerSeconds: number | null;
  /** The carrier's addresses and ranges: nobody else may call in. */
  readonly sources: readonly string[];
  /** The beginnings of numbers that may be called; none: no calls out. */
  readonly allowedPrefixes: readonly string[];
  /** Beginnings that may not, though a shorter one may. */
  readonly blockedPrefixes: readonly string[];
  /** Calls at once, in and out together. */
  readonly maxCalls: number;
  /** New calls a second, in and out each. */
  readonly callsPerSecond: number;
  /** In the order in which they are offered. */
  readonly codecs: readonly ("OPUS" | "PCMU" | "PCMA")[];
  /** How long a call that nobody refreshes is held for alive, s (RFC 4028). */
  readonly sessionSeconds: number;
}
