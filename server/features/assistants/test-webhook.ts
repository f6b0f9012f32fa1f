import { randomUUID } from "node:crypto";
import type { Actor } from "#shared/permissions/can.ts";
import { findAssistant } from "./assistant-records.ts";
import type { AssistantDeps } from "./deps.ts";

/** Asks a webhook as if a customer had written, and tells what came of it. */
export async function testWebhook(deps: AssistantDeps, actor: Actor, assistantId: string, text: string) {
  const { url, name } = await findAssistant(deps.pool, actor.workspaceId, assistantId);
  const { rows } = await deps.pool.query<{ secret: string | null }>(
    "select secret from assistants where id = $1",
    [assistantId],
  );
  const sealed = rows[0]?.secret;
  if (!url || !sealed)
    return {
      milliseconds: 0,
      problem: "not_allowed" as const,
      detail: "it has no address or no secret yet",
      answer: null,
    };
  const secret = deps.seal.open(sealed, `assistant ${assistantId}`);
  const began = performance.now();
  const { answer, problem, detail } = await deps.askWebhook({ url, secret }, `test:${randomUUID()}`, {
    conversation: {
      id: randomUUID(),
      channel: "web",
      language: "en",
      queue: { id: randomUUID(), name: "Test" },
      page: null,
    },
    customer: { id: randomUUID(), name: `Test of ${name}`, verified: false },
    messages: [{ seq: 1, text, at: new Date().toISOString() }],
    data: { test: "1" },
  });
  return { milliseconds: Math.round(performance.now() - began), problem, detail, answer };
}
