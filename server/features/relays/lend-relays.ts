import { createHmac } from "node:crypto";
import type { Relays } from "#shared/contract/relays.ts";

/** The relays that the server knows of, and the secret that it shares with them. Null: there are none. */
export type RelaySettings = { readonly urls: readonly string[]; readonly secret: string } | null;

/** Longer than any call: a relay may ask for the password again in the middle of one. */
const lifetimeSeconds = 12 * 3_600;

/**
 * A password for the relays that ends by itself: they reckon it from the secret too, so nobody has to tell them of it
 * (coturn's `use-auth-secret`; "A REST API For Access To TURN Services", draft-uberti-behave-turn-rest-00).
 */
export function lendRelays(settings: RelaySettings, borrowerId: string, now: Date): Relays {
  if (!settings) return { servers: [], seconds: lifetimeSeconds };
  const until = Math.floor(now.getTime() / 1_000) + lifetimeSeconds;
  const username = `${until}:${borrowerId}`;
  const credential = createHmac("sha1", settings.secret).update(username).digest("base64");
  return { servers: [{ urls: [...settings.urls], username, credential }], seconds: lifetimeSeconds };
}
