import { by } from "#server/platform/activity/by.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { transact } from "#server/platform/news/index.ts";
import { createWebhooks } from "./ask-webhook.ts";
import { assistantNames, handoverOf, listAssistants } from "./assistant-records.ts";
import type { AssistantDeps } from "./deps.ts";
import { createAssistant, removeAssistant, rotateSecret, updateAssistant } from "./manage-assistants.ts";
import { sortAssistants } from "./sort-assistants.ts";
import { testWebhook } from "./test-webhook.ts";
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
        sort: assistants.sort.handler(async ({ context, input }) => {
          const { result } = await transact(pool, (tx) =>
            sortAssistants(tx, by(context), input.assistantIds),
          );
          return result;
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
