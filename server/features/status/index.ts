import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import type { DeskCall, DeskHandlers } from "#server/platform/socket/index.ts";
import { cancelNext, chooseStatus } from "./choose-status.ts";
import { archiveStatus, listStatuses, mayArrange, reorderStatuses, saveStatus } from "./custom-statuses.ts";
import type { StatusDeps } from "./deps.ts";
import { logOf, setFor } from "./others-status.ts";
import { arrive, beat, depart, hasStatus, signOut } from "./presence.ts";
import { statusOf } from "./read-status.ts";
import { logPage } from "./status-log.ts";
import { sweepRights } from "./sweep-statuses.ts";
import { switchMedium } from "./switch-media.ts";
import { createStatusNews } from "./tell-statuses.ts";

export { changeStatus, workChanged } from "./change-status.ts";
export { statusesOf } from "./read-status.ts";
export { statusHooks } from "./status-hooks.ts";
export { sweepStatuses } from "./sweep-statuses.ts";

/** How often it is looked whose role has lost its status, ms: a changed role takes effect within 5 s. */
const rightsMs = 2_500;

const userOf = ({ id, workspaceId }: { id: string; workspaceId: string }) => ({ id, workspaceId });
const serverTime = () => ({ serverTime: new Date().toISOString() });

function ownProcedures(deps: StatusDeps) {
  const { status } = guarded;
  return {
    set: status.set.handler(async ({ context, input }) => {
      const chosen = await chooseStatus(deps)(userOf(context.user()), input);
      deps.wakeRouter();
      return chosen;
    }),
    cancelNext: status.cancelNext.handler(async ({ context }) => {
      const now = await cancelNext(deps)(userOf(context.user()));
      deps.wakeRouter();
      return now;
    }),
    choices: status.choices.handler(({ context }) =>
      listStatuses(deps.pool, context.user().workspaceId, "in use"),
    ),
    media: {
      set: status.media.set.handler(async ({ context, input }) => {
        const now = await switchMedium(deps)(userOf(context.user()), input);
        deps.wakeRouter();
        return now;
      }),
    },
    ownLog: status.ownLog.handler(({ context, input }) => logPage(deps.pool, context.user().id, input)),
  };
}

function othersProcedures(deps: StatusDeps) {
  const { status } = guarded;
  return {
    logOf: status.logOf.handler(({ context, input }) => logOf(deps)(context.user(), input)),
    setFor: status.setFor.handler(async ({ context, input }) => {
      const now = await setFor(deps)(context.user(), input);
      deps.wakeRouter();
      return now;
    }),
  };
}

function setupProcedures({ pool, news }: StatusDeps) {
  const { statuses } = guarded;
  return {
    list: statuses.list.handler(({ context }) => {
      mayArrange(context.user());
      return listStatuses(pool, context.user().workspaceId, "all");
    }),
    save: statuses.save.handler(async ({ context, input }) =>
      news.publish(await transact(pool, (tx) => saveStatus(tx, by(context), input))),
    ),
    archive: statuses.archive.handler(async ({ context, input }) =>
      news.publish(await transact(pool, (tx) => archiveStatus(tx, by(context), input.statusId))),
    ),
    reorder: statuses.reorder.handler(async ({ context, input }) =>
      news.publish(await transact(pool, (tx) => reorderStatuses(tx, by(context), input.statusIds))),
    ),
  };
}

function deskCommands(deps: StatusDeps): Pick<DeskHandlers, "presence.beat"> {
  return {
    async "presence.beat"({ actor, ...connection }) {
      if (await beat(deps.pool, actor.id, connection)) {
        await arrive(deps, userOf(actor), connection);
        deps.wakeRouter();
      }
      return serverTime();
    },
  };
}

/** Statuses: who is there, what he chose, what he is doing; kept, logged, told. */
export function createStatusFeature(deps: StatusDeps) {
  const told = createStatusNews(deps);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  const look = () => {
    running ??= sweepRights(deps)
      .catch((error: unknown) => deps.log.warn({ err: error }, "rights to a status could not be looked at"))
      .finally(() => {
        running = null;
      });
  };

  return {
    procedures: {
      status: { ...ownProcedures(deps), ...othersProcedures(deps) },
      statuses: setupProcedures(deps),
    },
    deskCommands: deskCommands(deps),
    statusOf: (userId: string) => statusOf(deps.pool, userId),
    /** A connection came; who has no status only has his lease, by which it is known whether he is there. */
    async openDesk({ actor, ...connection }: DeskCall): Promise<void> {
      if (!(await hasStatus(deps, actor.id))) return void (await beat(deps.pool, actor.id, connection));
      await arrive(deps, userOf(actor), connection);
      deps.wakeRouter();
    },
    leaveDesk: (call: DeskCall): Promise<void> => depart(deps, call.actor.id, call.connectionId),
    signedOut: (userId: string): Promise<void> => signOut(deps, userId),
    start() {
      timer = setInterval(look, rightsMs);
    },
    async stop() {
      clearInterval(timer);
      await running;
      told.flush();
    },
  };
}
