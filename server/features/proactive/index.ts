import { RateLimiterMemory } from "rate-limiter-flexible";
import { by } from "#server/platform/activity/by.ts";
import { count } from "#server/platform/count.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import type { ProactiveDeps } from "./deps.ts";
import { earlierCustomers } from "./earlier-customers.ts";
import {
  createInvitation,
  listInvitations,
  removeInvitation,
  showVisitors,
  updateInvitation,
  visitorsShown,
} from "./invitations.ts";
import { forgetVisits, listVisits, noteVisit } from "./visits.ts";
import { writeFirst } from "./write-first.ts";

export type { ProactiveDeps } from "./deps.ts";

/** A page a second for half a minute is more than anybody reads. */
const signsPerMinute = 30;
const forgetMs = 3_600_000;

/** Who is on the company's site now, writing to him first, and what the widget says by itself. */
export function createProactiveFeature(deps: ProactiveDeps) {
  const { pool, log } = deps;
  const { visits, siteInvitations: invitations, visitor } = guarded;
  const signs = new RateLimiterMemory({ points: signsPerMinute * deps.limitScale, duration: 60 });
  let timer: NodeJS.Timeout | undefined;
  return {
    visitorProcedures: {
      visit: visitor.visit.handler(async ({ context, input }) => {
        const who = context.visitor();
        await count(signs, who.customerId);
        return noteVisit(pool, who, input);
      }),
    },
    router: {
      visits: {
        list: visits.list.handler(async ({ context }) => ({
          shown: await visitorsShown(pool, context.user().workspaceId),
          visits: await listVisits(pool, context.user()),
        })),
        earlier: visits.earlier.handler(({ context, input }) => {
          const actor = context.user();
          return earlierCustomers(pool, actor, input.search, (values) =>
            deps.reach(actor, "conversation.view", values),
          );
        }),
        write: visits.write.handler(({ context, input }) => writeFirst(deps)(context.user(), input)),
      },
      siteInvitations: {
        list: invitations.list.handler(({ context }) => listInvitations(pool, context.user())),
        showVisitors: invitations.showVisitors.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => showVisitors(tx, by(context), input.shown));
          return { shown: result };
        }),
        create: invitations.create.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => createInvitation(tx, by(context), input));
          return result;
        }),
        update: invitations.update.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) => updateInvitation(tx, by(context), input));
          return result;
        }),
        remove: invitations.remove.handler(async ({ context, input }) => {
          await transact(pool, (tx) => removeInvitation(tx, by(context), input.invitationId));
          return { ok: true as const };
        }),
      },
    },
    start(): void {
      timer = setInterval(() => {
        forgetVisits(pool).catch((error: unknown) =>
          log.warn({ err: error }, "visits could not be forgotten"),
        );
      }, forgetMs);
    },
    stop: (): void => clearInterval(timer),
  };
}
