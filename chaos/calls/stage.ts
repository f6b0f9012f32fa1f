import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { chooseReady, enterAsVisitor, signIn } from "../system/api.ts";
import { embeddedDatabase } from "../system/embedded-database.ts";
import type { ServerProcess } from "../system/server-process.ts";
import { makeWorkspace, type Workspace } from "../system/workspace.ts";
import type { Lines } from "./lines.ts";
import { createPerson, type Part, type Person } from "./people.ts";
import type { Cast } from "./steps.ts";

/** How long anything may take to come about, ms. */
export const within = 45_000;

/** Reads again and again until it finds something. */
export async function until<T>(what: string, read: () => Promise<T | false | undefined | null>): Promise<T> {
  for (const end = Date.now() + within; ; await sleep(50)) {
    const found = await read();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what} did not happen within ${within / 1_000} s`);
  }
}

/** A server with its database and engine, and people who are signed in. */
export interface Stage {
  readonly server: ServerProcess;
  readonly db: pg.Client;
  readonly workspace: Workspace;
  readonly socketPath: string;
  readonly tokens: ReadonlyMap<string, string>;
  readonly lines: Lines;
}

/** Presence of those whose program runs: what is tried here is not presence, so a lease is written and taken away. */
export const isThere = (db: pg.Client, id: string, there: boolean) =>
  there
    ? db.query(
        `insert into presence_leases (user_id, connection_id, until) values ($1, 'calls', now() + interval '1 hour')
         on conflict do nothing`,
        [id],
      )
    : db.query("delete from presence_leases where user_id = $1", [id]);

/** Starts the server and signs everybody in. */
export async function openStage(server: ServerProcess, dataDir: string, lines: Lines): Promise<Stage> {
  server.start();
  await server.ready();
  const db = await embeddedDatabase(dataDir).connect();
  const workspace = await makeWorkspace(db, [
    { role: "agent", count: 2, capacity: 4 },
    { role: "manager", count: 1, capacity: 4 },
  ]);
  const tokens = new Map<string, string>();
  for (const { id, email } of workspace.people) {
    await isThere(db, id, true);
    tokens.set(id, await signIn(server.address, email));
  }
  return { server, db, workspace, tokens, lines, socketPath: join(dataDir, "media", "media.sock") };
}

/** A customer calls; everybody else is at his place, and only the agent is ready. */
export async function castOf(stage: Stage): Promise<Cast> {
  const { server, db, workspace, tokens, lines } = stage;
  const person = (part: Part, index: number): Person => {
    const id = workspace.people[index]?.id ?? "";
    return createPerson({
      ...{ server: server.address, part, id, token: tokens.get(id) ?? "" },
      address: lines.addressOf(part),
    });
  };
  const [agent, colleague, supervisor] = [
    person("agent", 0),
    person("colleague", 1),
    person("supervisor", 2),
  ];
  for (const { id } of [agent, colleague, supervisor]) await isThere(db, id, true);
  await db.query(
    "update wrap_ups set ended_at = now(), ended_by = 'released' where workspace_id = $1 and ended_at is null",
    [workspace.workspaceId],
  );
  await chooseReady(server.address, tokens.get(agent.id) ?? "");
  const token = await enterAsVisitor(server.address, workspace.key);
  const customer = createPerson({
    ...{ server: server.address, part: "customer", id: "", token },
    address: lines.addressOf("customer"),
  });
  const asked = { clientId: randomUUID(), medium: "voice", name: "Customer" };
  const made = await customer.ask<{ id: string; conversationId: string }>("POST", "/visitor/calls", asked);
  await customer.connect(made.id);
  return {
    ...{ customer, agent, colleague, supervisor },
    callId: made.id,
    conversationId: made.conversationId,
    async accept({ id, ask }, asking) {
      const offerId = await until("the offer", async () => {
        const { rows } = await db.query<{ id: string }>(
          "select id from offers where conversation_id = $1 and user_id = $2 and state = 'open'",
          [made.conversationId, id],
        );
        return rows[0]?.id;
      });
      asking?.();
      await ask("POST", `/offers/${offerId}/accept`);
    },
  };
}
