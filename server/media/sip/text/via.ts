import { type SipText, splitList } from "./sip-text.ts";

export type SipProtocol = "UDP" | "TCP" | "TLS";

/** Who sent a message, as the socket says it. */
export interface SipSource {
  readonly protocol: SipProtocol;
  readonly address: string;
  readonly port: number;
}

/** Where a message is to go. */
export interface SipTarget {
  readonly address: string;
  readonly port: number;
}

export interface Via {
  readonly protocol: string;
  readonly host: string;
  /** As written; nothing when the default of the protocol is meant. */
  readonly port: number | undefined;
  readonly parameters: ReadonlyMap<string, string>;
}

export const defaultPort = (protocol: SipProtocol): number => (protocol === "TLS" ? 5061 : 5060);

const viaShape =
  /^SIP\s*\/\s*\d\.\d\s*\/\s*([A-Za-z0-9.!%*_+`'~-]+)\s+(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?:\s*:\s*(\d{1,5}))?\s*((?:;.*)?)$/is;

/** @returns nothing when the value is no Via of RFC 3261. */
export function readVia(value: string): Via | undefined {
  const match = viaShape.exec(value.trim());
  if (!match) return undefined;
  const port = match[3] === undefined ? undefined : Number(match[3]);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  const parameters = new Map<string, string>();
  for (const part of (match[4] ?? "").split(";").slice(1)) {
    const equals = part.indexOf("=");
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
    parameters.set(name, equals < 0 ? "" : part.slice(equals + 1).trim());
  }
  return { protocol: (match[1] ?? "").toUpperCase(), host: (match[2] ?? "").toLowerCase(), port, parameters };
}

/** One Via per line: some parsers read only the last of several on one. */
export const oneViaPerLine = (text: SipText): SipText => ({
  ...text,
  headers: text.headers.flatMap((header) =>
    header.name === "via" ? splitList(header.value).map((value) => ({ name: "via", value })) : [header],
  ),
});

/**
 * Notes in the topmost Via where the request really came from (RFC 3261 18.2.1), so that the answer finds its way by its own
 * Via. The port is noted where it was asked for (RFC 3581), and on connections, which are found by it.
 */
export function stampReceived(text: SipText, { protocol, address, port }: SipSource): SipText {
  let first = true;
  return {
    ...text,
    headers: text.headers.map((header) => {
      if (header.name !== "via" || !first) return header;
      first = false;
      const asked = protocol !== "UDP" || /;\s*rport\s*(?:[;=]|$)/i.test(header.value);
      const kept = header.value
        .replace(/;\s*(?:received|rport)\s*(?:=\s*[^;,\s]*)?(?=\s*(?:;|$))/gi, "")
        .trim();
      return { name: "via", value: `${kept};received=${address}${asked ? `;rport=${port}` : ""}` };
    }),
  };
}

/** Where the answer to a request with this topmost Via goes: RFC 3261 18.2.2, RFC 3581 4. */
export function targetOfResponse(via: Via, protocol: SipProtocol): SipTarget {
  const noted = Number(via.parameters.get("rport"));
  const address = via.parameters.get("received") ?? via.host;
  return { address, port: noted > 0 ? noted : (via.port ?? defaultPort(protocol)) };
}
