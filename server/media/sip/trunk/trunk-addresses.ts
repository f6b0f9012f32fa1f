import { URI } from "sip.js/lib/core/index.js";
import type { TrunkSettings } from "./trunk-settings.ts";

type Addressed = Pick<TrunkSettings, "domain" | "proxy" | "protocol">;

/** `host`, `host:port` or `[address]:port`, as the settings allow it. */
function hostAndPort(written: string): { readonly host: string; readonly port: number | undefined } {
  const match = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(written);
  return { host: match?.[1] ?? written, port: match?.[2] === undefined ? undefined : Number(match[2]) };
}

/** A number, or the carrier himself, at the carrier's domain. */
export function trunkUri({ domain, protocol }: Addressed, user: string | undefined): URI {
  const { host, port } = hostAndPort(domain);
  return new URI(
    "sip",
    user ?? "",
    host,
    port,
    protocol === "UDP" ? {} : { transport: protocol.toLowerCase() },
  );
}

/** The first hop, where it is not the domain itself: a loose route (RFC 3261 8.1.2). */
export function proxyRoute({ proxy, protocol }: Addressed): string[] {
  return proxy === null ? [] : [`<sip:${proxy};transport=${protocol.toLowerCase()};lr>`];
}
