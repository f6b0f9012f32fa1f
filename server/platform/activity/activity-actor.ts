import type { RequestContext } from "#server/platform/http/request-context.ts";
import type { ActivityActor } from "./record-activity.ts";

/** The signed-in user of a request as the log names him: under his own role, also while he looks as another one. */
export function activityActor(context: Pick<RequestContext, "user" | "ip" | "headers">): ActivityActor {
  const { id, name, role, viewedBy } = context.user();
  return {
    id,
    name,
    role: viewedBy?.key ?? role,
    ipAddress: context.ip,
    userAgent: context.headers["user-agent"] ?? null,
  };
}
