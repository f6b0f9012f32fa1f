import { randomUUID } from "node:crypto";
import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { createWebhooks } from "./ask-webhook.ts";
import { assistantNames, findAssistant, handoverOf, listAssistants } from "./assistant-records.ts";
import type { AssistantDeps } from "./deps.ts";
import { createAssistant, removeAssistant, rotateSecret, updateAssistant } from "./manage-assistants.ts";
import { createWorker } from "./worker.ts";

export { assistantHooks } from "./assistant-begins.ts";

export interface AssistantParts extends Omit<AssistantDeps, "askWebhook"> {
  /** Webhooks may be on this machine, by plain http: for tests and development. */
  readonly loopback: boolean;
}

/** Virtual assistants: setting them up, and letting them answer. */
export function createAssistantsFeature({ loopback, ...parts }: AssistantParts) {
  const deps: AssistantDeps = { ...parts, askWebhook: createWebhooks({ loopback }) };
  const { pool, seal } = deps;
  const { assistants } = guarded;
  const worker = createWorker(deps);
  return {
    worker,
    router: {
      assistants: {
        list: assistants.list.handler(({ context }) => listAssistants(pool, context.user().workspaceId)),
        create: assistants.create.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) =>
            createAssistant(tx, by(context), input, { seal, loopback }),
          );
          return result;
        }),
        update: assistants.update.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) =>
            updateAssistant(tx, by(context), input as never, loopback),
          );
          worker.wake();
          return result;
        }),
        remove: assistants.remove.handler(async ({ context, input }) => {
          await transact(pool, (tx) => removeAssistant(tx, by(context), input.assistantId));
          worker.wake();
          return { ok: true as const };
        }),
        rotateSecret: assistants.rotateSecret.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) =>
            rotateSecret(tx, by(context), input.assistantId, { seal, loopback }),
          );
          return { secret: result };
        }),
        test: assistants.test.handler(({ context, input }) =>
          testWebhook(deps, context.user(), input.assistantId, input.text),
        ),
        names: assistants.names.handler(({ context }) => assistantNames(pool, context.user())),
        handover: assistants.handover.handler(async ({ context, input }) => {
          await deps.seeConversation(context.user(), input.conversationId);
          return handoverOf(pool, input.conversationId);
        }),
      },
    },
  };
}

/** Asks a webhook as if a customer had written, and tells what came of it. */
async function testWebhook(deps: AssistantDeps, actor: Actor, assistantId: string, text: string) {
  const { url, name } = await findAssistant(deps.pool, actor.workspaceId, assistantId);
  const { rows } = await deps.pool.query<{ secret: string | null }>(
    "select secret from assistants where id = $1",
    [assistantId],
  );
  const sealed = rows[0]?.secret;
  const secret = sealed ? deps.seal.open(sealed, `assistant ${assistantId}`) : "";
  const began = performance.now();
  const { answer, problem, detail } = await deps.askWebhook(
    { url: url ?? "", secret },
    `test:${randomUUID()}`,
    {
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
    },
  );
  return { milliseconds: Math.round(performance.now() - began), problem, detail, answer };
}
