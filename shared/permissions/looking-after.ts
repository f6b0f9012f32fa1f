import { type Grants, type Permission, permissions } from "./catalogue.ts";

/**
 * Leading a group means looking after its people: a role may lead when something that it may do with people, or in
 * Monitor, reaches those of led groups or everybody. What it has of queues alone does not count.
 */
export const mayLead = (grants: Grants): boolean =>
  (Object.keys(grants) as Permission[]).some((permission) => {
    const { area } = permissions[permission];
    const { scope, by } = grants[permission] ?? { scope: "own" };
    if (area !== "users" && area !== "monitor" && area !== "live") return false;
    return scope === "all" || (scope === "managed" && by !== "queues" && by !== "assigned");
  });

/** Who is assigned to a queue watches it: its figures, live or in reports. */
export const mayWatchQueues = (grants: Grants): boolean =>
  grants["monitor.queues.view"] !== undefined || grants["reports.queues.view"] !== undefined;
