import type { Me } from "#shared/contract/session.ts";
import { type Resource, type Rights, can as rule } from "#shared/permissions/can.ts";
import type { Grants, Permission } from "#shared/permissions/catalogue.ts";

/** What a screen knows of a thing when it asks whether somebody may. */
export type Thing = Omit<Resource, "workspaceId">;

/** The parts of the signed-in user that decide. */
export type Asking = Pick<
  Me,
  "id" | "role" | "grants" | "queues" | "assignedQueueIds" | "ledGroupIds" | "workspace"
>;

/** The signed-in user as the rule sees him. */
export const rightsOf = (me: Asking): Rights => ({
  id: me.id,
  workspaceId: me.workspace.id,
  rank: me.role.rank,
  grants: me.grants as Grants,
  queueIds: [...me.queues.map(({ id }) => id), ...me.assignedQueueIds],
  assignedQueueIds: me.assignedQueueIds,
  ledGroupIds: me.ledGroupIds,
});

/** The server's rule, asked ahead to grey a button; the server asks it again. */
export const can = (me: Asking, permission: Permission, thing?: Thing): boolean =>
  rule(rightsOf(me), permission, thing && { ...thing, workspaceId: me.workspace.id });
