import { eq } from "drizzle-orm";
import type { Tx } from "#server/platform/db/open-database.ts";
import { automaticMessages, shortcuts } from "#server/platform/db/schema/library.ts";
import { groups } from "#server/platform/db/schema/people.ts";
import { automaticKinds, waitingSeconds } from "#shared/domain/automatic-messages.ts";
import type { Organisation } from "./fill-organisation.ts";
import { demoMessages, demoShortcuts } from "./library.ts";

/** Shortcuts that people of the demo shop use, and what it could say by itself. */
export async function fillLibrary(tx: Tx, { workspaceId, people }: Organisation): Promise<void> {
  const teams = await tx
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(eq(groups.workspaceId, workspaceId));
  await tx.insert(shortcuts).values(
    demoShortcuts.map(({ group, owner, ...one }) => ({
      ...one,
      workspaceId,
      scope: owner ? ("personal" as const) : group ? ("group" as const) : ("workspace" as const),
      userId: people.find(({ email }) => email.startsWith(`${owner}@`))?.id ?? null,
      groupId: teams.find(({ name }) => name === group)?.id ?? null,
    })),
  );
  await tx.insert(automaticMessages).values(
    automaticKinds.map((kind) => ({
      workspaceId,
      kind,
      texts: demoMessages[kind],
      afterSeconds: kind === "waiting" ? waitingSeconds : null,
    })),
  );
}
