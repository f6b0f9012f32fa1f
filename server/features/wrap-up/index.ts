import { guarded } from "#server/platform/http/guard.ts";
import type { WrapUpForm } from "#shared/contract/wrap-up.ts";
import { queueRulesOf } from "#shared/domain/queue-rules.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { ConversationHooks } from "../conversations/index.ts";
import { holdConversation } from "../labels/index.ts";
import { findSet } from "../topics/index.ts";
import type { WrapUpDeps } from "./deps.ts";
import { endWrapUp, openWrapUpOf } from "./end-wrap-up.ts";
import { extendWrapUp } from "./extend-wrap-up.ts";
import { finishWrapUp } from "./finish-wrap-up.ts";
import { openWrapUp } from "./open-wrap-up.ts";
import { createWrapUpSweep } from "./sweep-wrap-ups.ts";

const wrapUpHooks = (deps: WrapUpDeps): ConversationHooks => ({
  ends: openWrapUp,
  /** The customer wrote again: the contact goes on, so its after-contact work has not begun yet. */
  async begins(tx, { conversationId, reopened }) {
    const open = reopened ? await openWrapUpOf(tx, conversationId) : undefined;
    if (open) await endWrapUp(deps, tx, open, { by: "reopened" });
  },
});

/** What the queue of a conversation asks for at its end. */
async function formFor({ pool }: WrapUpDeps, actor: Actor, conversationId: string): Promise<WrapUpForm> {
  const { workspaceId, queueId } = await holdConversation(pool, actor, "conversation.close", conversationId);
  const { rows } = await pool.query("select rules from queues where id = $1", [queueId]);
  const { topicSetId, ...rules } = queueRulesOf(rows[0]?.rules ?? null).wrapUp;
  const topicSet = topicSetId && (await findSet(pool, workspaceId, topicSetId).catch(() => null));
  return { ...rules, topicSet: topicSet ? { ...topicSet, queues: [] } : null };
}

export type { WrapUpDeps } from "./deps.ts";

/** After-contact work: begins when a conversation ends, and is saved, over, or released. */
export function createWrapUpFeature(deps: WrapUpDeps) {
  const { wrapUp } = guarded;
  return {
    hooks: wrapUpHooks(deps),
    sweep: createWrapUpSweep(deps),
    procedures: {
      wrapUp: {
        form: wrapUp.form.handler(({ context, input }) =>
          formFor(deps, context.user(), input.conversationId),
        ),
        extend: wrapUp.extend.handler(async ({ context, input }) => {
          await extendWrapUp(deps)(context.user(), input);
          return deps.conversationNow(input.conversationId);
        }),
        finish: wrapUp.finish.handler(async ({ context, input }) => {
          await finishWrapUp(deps)(context.user(), input);
          return deps.conversationNow(input.conversationId);
        }),
      },
    },
  };
}
