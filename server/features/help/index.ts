import type { Logger } from "pino";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { type DeskSpace, rooms } from "#server/platform/socket/index.ts";
import { type HelpRecord, helpRecords } from "./help-records.ts";
import {
  askForHelp,
  closeHelp,
  closeStale,
  type HelpDeps,
  listHelp,
  ownHelp,
  takeHelp,
  withdrawHelp,
} from "./help-requests.ts";

interface Deps extends HelpDeps {
  readonly log: Logger;
  readonly desk: DeskSpace;
}

/** A request of somebody who handed the conversation on is off the lists after so long at the latest, ms. */
const sweepMs = 2_000;

/** Tells a request to the agent who asked, to who comes, and to those whom it concerns. */
function tell(desk: DeskSpace, { request, resource }: HelpRecord): void {
  const { workspaceId, queueId, groupIds = [] } = resource;
  const own = [request.askedBy, request.takenBy].flatMap((one) => (one ? [rooms.user(one.id)] : []));
  const concerned = [rooms.assisting(workspaceId), ...groupIds.map(rooms.assistingGroup)];
  if (queueId) concerned.push(rooms.assistingQueue(queueId));
  desk.to([...own, ...concerned]).emit("help.changed", request);
}

function createSweep(deps: Deps) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | null = null;
  const look = async () => deps.news.publish(await transact(deps.pool, (tx) => closeStale(tx)));
  const tick = () => {
    running ??= look()
      .catch((error: unknown) => deps.log.warn({ err: error }, "requests for help could not be looked at"))
      .finally(() => {
        running = null;
      });
  };
  return {
    start() {
      timer = setInterval(tick, sweepMs);
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Agents ask for help with a reason; those who look after them hear it at once. */
export function createHelpFeature(deps: Deps) {
  deps.news.register("h", async (ids) => {
    for (const record of await helpRecords(deps.pool, "h.id = any($1)", [ids])) tell(deps.desk, record);
  });
  const on = guarded.help;
  return {
    procedures: {
      help: {
        list: on.list.handler(({ context }) => listHelp(deps)(context.user())),
        mine: on.mine.handler(({ context }) => ownHelp(deps)(context.user())),
        ask: on.ask.handler(({ context, input }) =>
          askForHelp(deps)(context.user(), input.conversationId, input.reason),
        ),
        take: on.take.handler(({ context, input }) => takeHelp(deps)(context.user(), input.helpId)),
        close: on.close.handler(({ context, input }) => closeHelp(deps)(context.user(), input.helpId)),
        withdraw: on.withdraw.handler(({ context, input }) =>
          withdrawHelp(deps)(context.user(), input.helpId),
        ),
      },
    },
    sweep: createSweep(deps),
  };
}
