import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Assistant } from "#shared/contract/assistants.ts";
import { fail } from "#shared/errors/app-error.ts";
import { listAssistants } from "./assistant-records.ts";

/** Puts the assistants into an order; whoever is not named, as one that was added meanwhile, comes behind. */
export async function sortAssistants(
  tx: Work,
  { actor, entry }: By,
  ids: readonly string[],
): Promise<Assistant[]> {
  const { workspaceId } = actor;
  // Held until the end: of two that sort at once, the second moves what the first has left.
  await tx.query("select 1 from workspaces where id = $1 for no key update", [workspaceId]);
  const all = await listAssistants(tx, workspaceId);
  const named = [...new Set(ids)].map(
    (id) => all.find((one) => one.id === id) ?? fail("assistant.not_found", { assistantId: id }),
  );
  const sorted = [...named, ...all.filter((one) => !named.includes(one))];
  await tx.query(
    `update assistants a set position = o.place - 1
     from unnest($1::uuid[]) with ordinality as o (id, place) where a.id = o.id`,
    [sorted.map(({ id }) => id)],
  );
  const order = (some: readonly Assistant[]) => ({ order: some.map(({ name }) => name).join(", ") });
  const changed = changedParts(order(all), order(sorted));
  if (changed)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "assistant.sorted",
      target: { kind: "assistant", id: null, name: named[0]?.name ?? "" },
      ...changed,
    });
  return listAssistants(tx, workspaceId);
}
