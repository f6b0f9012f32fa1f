import { guarded } from "#server/platform/http/guard.ts";
import type { VisitorCall } from "#server/platform/socket/index.ts";
import { createSweep } from "#server/platform/sweep.ts";
import { askCallback, leaveQueue } from "./ask-callback.ts";
import {
  closeMissed,
  listMissed,
  noteMissed,
  releaseMissed,
  takeMissed,
  undoMissed,
} from "./change-missed.ts";
import { seen } from "./customer-presence.ts";
import type { MissedDeps } from "./deps.ts";
import { createMissedSweep } from "./sweep-missed.ts";
import { registerMissedTeller } from "./tell-missed.ts";

export { addMissed, type NewMissed } from "./add-missed.ts";
export { missedHooks } from "./missed-hooks.ts";

/** An item whose customer is reached is gone from the lists this soon, ms. */
const everyMs = 1_000;

function deskProcedures(deps: MissedDeps) {
  const on = guarded.missed;
  return {
    list: on.list.handler(({ context, input }) => listMissed(deps, context.user(), input.view)),
    take: on.take.handler(({ context, input }) => takeMissed(deps, context.user(), input.missedId)),
    release: on.release.handler(({ context, input }) => releaseMissed(deps, context.user(), input.missedId)),
    note: on.note.handler(({ context, input }) => noteMissed(deps, context.user(), input)),
    done: on.done.handler(({ context, input }) => closeMissed(deps, context.user(), input.missedId)),
    undo: on.undo.handler(({ context, input }) => undoMissed(deps, context.user(), input.missedId)),
  };
}

/** Those whom nobody answered, and those who ask to be called back. */
export function createMissedFeature(deps: MissedDeps) {
  registerMissedTeller(deps);
  const { visitor } = guarded;
  return {
    procedures: { missed: deskProcedures(deps) },
    visitorProcedures: {
      askCallback: visitor.askCallback.handler(({ context, input }) =>
        askCallback(deps)(context.visitor(), input),
      ),
      leave: visitor.leave.handler(({ context, input }) =>
        leaveQueue(deps)(context.visitor(), input.conversationId),
      ),
    },
    /** A customer's page came. */
    openVisitor: ({ visitor: { customerId } }: VisitorCall): Promise<void> => seen(deps.pool, [customerId]),
    sweep: createSweep({ everyMs, log: deps.log, what: "missed items", run: createMissedSweep(deps) }),
  };
}
