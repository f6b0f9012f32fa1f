import { guarded } from "#server/platform/http/guard.ts";
import { lendRelays, type RelaySettings } from "./lend-relays.ts";

export type { RelaySettings } from "./lend-relays.ts";

/** Ways for sound and picture out of closed networks. */
export function createRelaysFeature(settings: RelaySettings) {
  return {
    procedures: {
      relays: {
        list: guarded.relays.list.handler(({ context }) =>
          lendRelays(settings, context.user().id, new Date()),
        ),
      },
    },
    visitorProcedures: {
      relays: guarded.visitor.relays.handler(({ context }) =>
        lendRelays(settings, context.visitor().customerId, new Date()),
      ),
    },
  };
}
