import type { Permission, Scope } from "#shared/permissions/catalogue.ts";

/** What a screen knows of a thing when it asks whether somebody may. */
export interface Thing {
  readonly ownerId: string | null;
  readonly queueId: string;
}

/** The parts of the signed-in user that decide. */
export interface Rights {
  readonly id: string;
  readonly permissions: Readonly<Record<string, Scope>>;
  readonly queues: readonly { readonly id: string }[];
}

/** The server's rule, asked ahead to grey a button; the server asks it again. */
export function can(me: Rights, permission: Permission, thing?: Thing): boolean {
  const scope = me.permissions[permission];
  if (!scope) return false;
  if (!thing || scope === "all" || thing.ownerId === me.id) return true;
  return scope === "managed" && me.queues.some((queue) => queue.id === thing.queueId);
}
