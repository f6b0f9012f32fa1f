import type pg from "pg";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { type NewsDesk, transact } from "#server/platform/news/index.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { Called } from "../calls/index.ts";
import { contactsOf, ownSoftphone } from "./contacts.ts";
import { generateExtensions, listExtensions, setExtension } from "./extensions.ts";
import { historyOf, noteCall, notedOf } from "./history.ts";
import { whomOf } from "./whom.ts";

interface SoftphoneDeps {
  readonly pool: pg.Pool;
  readonly news: NewsDesk;
  /** The call service's: rings these people for somebody. */
  readonly callColleague: (actor: Actor, called: Called) => Promise<LiveCall>;
  /** The call service's: rings one of these people into a call of somebody's. */
  readonly consultOneOf: (actor: Actor, callId: string, whom: Omit<Called, "clientId">) => Promise<LiveCall>;
}

/** The softphone: whom one can call, calls between colleagues, looking back at one's own, and extensions. */
export function createSoftphoneFeature(deps: SoftphoneDeps) {
  const { pool } = deps;
  const { softphone, extensions } = guarded;
  return {
    procedures: {
      softphone: {
        own: softphone.own.handler(({ context }) => ownSoftphone(pool, context.user())),
        contacts: softphone.contacts.handler(({ context, input }) =>
          contactsOf(pool, context.user(), input.search ?? ""),
        ),
        call: softphone.call.handler(async ({ context, input: { clientId, to } }) => {
          const actor = context.user();
          return deps.callColleague(actor, { clientId, ...(await whomOf(pool, actor, to)) });
        }),
        consult: softphone.consult.handler(async ({ context, input: { callId, to } }) => {
          const actor = context.user();
          return deps.consultOneOf(actor, callId, await whomOf(pool, actor, to));
        }),
        history: softphone.history.handler(({ context, input }) => historyOf(deps, context.user(), input)),
        noted: softphone.noted.handler(({ context, input }) => notedOf(deps, context.user(), input.callId)),
        note: softphone.note.handler(({ context, input }) => noteCall(deps, context.user(), input)),
      },
      extensions: {
        list: extensions.list.handler(({ context }) => listExtensions(pool, context.user())),
        generate: extensions.generate.handler(
          async ({ context, input }) =>
            (await transact(pool, (tx) => generateExtensions(tx, by(context), input))).result,
        ),
        set: extensions.set.handler(
          async ({ context, input }) =>
            (await transact(pool, (tx) => setExtension(tx, by(context), input))).result,
        ),
      },
    },
  };
}
