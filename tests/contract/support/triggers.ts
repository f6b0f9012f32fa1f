import { expect } from "vitest";
import type { ConversationEvent, Trigger } from "#shared/contract/index.ts";
import { freshTriggers, type TriggerType } from "#shared/domain/triggers/index.ts";
import type { SignedIn, TestWorkspace } from "./fixtures.ts";
import type { TestServer } from "./start-test-server.ts";
import { eventually } from "./talk.ts";

/** A shop's trigger as it is proposed, with changes, switched on; and who set it up. */
export async function aTrigger(
  server: TestServer,
  shop: TestWorkspace,
  type: TriggerType,
  changes: Partial<Trigger> = {},
): Promise<{ owner: SignedIn; trigger: Trigger }> {
  const owner = await server.signedIn(shop, { role: "owner" });
  const body = { type, channel: "web", ...freshTriggers[type], enabled: true, ...changes };
  const made = await server.request("POST", "/api/v1/setup/triggers", { headers: owner.headers, body });
  expect(made.status).toBe(200);
  return { owner, trigger: made.body };
}

/** What one kind of author has written, in order. */
export const messagesOf = (log: readonly ConversationEvent[], by: string): string[] =>
  log.flatMap(({ author, body }) => (author.kind === by && body.kind === "message" ? [body.text] : []));

/** The state of a conversation, as the database has it. */
export async function stateOf({ server }: TestServer, id: string): Promise<string | undefined> {
  const { rows } = await server.database.pool.query<{ state: string }>(
    "select state from conversations where id = $1",
    [id],
  );
  return rows[0]?.state;
}

export const isClosed = (server: TestServer, id: string) =>
  eventually(async () => (await stateOf(server, id)) === "closed", "the end");
