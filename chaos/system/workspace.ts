import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { createPasswords } from "#server/features/accounts/passwords.ts";
import { createUser } from "#server/features/accounts/users.ts";
import { addFirstDispositions } from "#server/features/dispositions/first-dispositions.ts";
import * as schema from "#server/platform/db/schema/index.ts";

export const site = "http://shop.chaos.example";
export const password = "chaos-password-of-nobody";

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly capacity: number;
}

export interface Workspace {
  readonly key: string;
  readonly workspaceId: string;
  readonly queueId: string;
  readonly people: readonly Person[];
}

/** So many people of a role, each with so many seats. */
export interface Crew {
  readonly role: string;
  readonly count: number;
  readonly capacity: number;
}

/** Makes a workspace with one queue and people who all belong to it. */
export async function makeWorkspace(client: pg.Client, crews: readonly Crew[]): Promise<Workspace> {
  const db = drizzle({ client, schema });
  const key = `w-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e6).toString(36)}`;
  const [workspace] = await db
    .insert(schema.workspaces)
    .values({ key, name: "Harness", allowedSites: [site], identitySecret: "x".repeat(40) })
    .returning({ id: schema.workspaces.id });
  if (!workspace) throw new Error("the workspace was not made");
  await addFirstDispositions(db, workspace.id);
  const [queue] = await db
    .insert(schema.queues)
    .values({ workspaceId: workspace.id, name: "Everything" })
    .returning({ id: schema.queues.id });
  if (!queue) throw new Error("the queue was not made");
  const make = createUser(createPasswords());
  const people: Person[] = [];
  for (const { role, count, capacity } of crews) {
    for (let number = 1; number <= count; number++) {
      const [name, email] = [`Agent ${role} ${number}`, `${role}${number}.${key}@chaos.example`];
      const id = await make(db as never, {
        ...{ workspaceId: workspace.id, name, email, password, role },
        maxConversations: capacity,
      });
      await db.insert(schema.queueMembers).values({ queueId: queue.id, userId: id });
      people.push({ id, email, name, role, capacity });
    }
  }
  return { key, workspaceId: workspace.id, queueId: queue.id, people };
}
