import type { RequestContext } from "#server/platform/http/request-context.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { activityActor } from "./activity-actor.ts";
import type { ActivityActor } from "./record-activity.ts";

/** Who changes something: for the rules, and for the log. */
export interface By {
  readonly actor: Actor;
  readonly entry: ActivityActor;
}

/** The signed-in user of a request in both forms. */
export const by = (context: Pick<RequestContext, "user" | "ip" | "headers">): By => ({
  actor: context.user(),
  entry: activityActor(context),
});
