import type { Work } from "#server/platform/news/index.ts";
import type { Author } from "#shared/contract/conversation-events.ts";
import type { Grants } from "#shared/permissions/catalogue.ts";
import { releaseConversationsOf } from "../conversations/index.ts";

interface RoleEdit {
  readonly workspaceId: string;
  readonly key: string;
  readonly before: Grants;
  readonly after: Grants;
}

/**
 * A role that answers conversations no more: what its people have goes back into the queues, as when one of them is
 * given such a role. Otherwise customers would wait for somebody who may not write to them.
 */
export async function releaseHolders(
  tx: Work,
  { workspaceId, key, before, after }: RoleEdit,
  author: Author,
): Promise<void> {
  if (!before["conversation.receive"] || after["conversation.receive"]) return;
  const { rows } = await tx.query<{ id: string; name: string }>(
    "select id, name from users where workspace_id = $1 and role = $2 order by id for no key update",
    [workspaceId, key],
  );
  for (const person of rows) await releaseConversationsOf(tx, person, author);
}
