import { transact, type Work } from "#server/platform/news/index.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { appendNoted } from "../conversations/index.ts";
import type { LabelsDeps } from "./deps.ts";
import { holdConversation } from "./lock-conversation.ts";
import { type LabelledConversation, writeTags, writeTopics } from "./write-labels.ts";

type Write = (tx: Work, conversation: LabelledConversation) => Promise<string | null>;

/** Labels a conversation; the staff see it in its course. Saying what is so already changes nothing. */
async function setLabels(
  { pool, news }: LabelsDeps,
  actor: Actor,
  conversationId: string,
  { what, detail, write }: { what: "tags_changed" | "topics_changed"; detail: string; write: Write },
): Promise<void> {
  await news.publish(
    await transact(pool, async (tx) => {
      const head = await holdConversation(tx, actor, "conversation.note", conversationId);
      const names = await write(tx, head);
      if (names === null) return;
      const who = { id: actor.id, name: actor.name };
      await appendNoted(tx, conversationId, what, {
        who,
        author: { kind: "agent", ...who },
        detail: { [detail]: names || "–" },
      });
      await tx.query("update conversations set version = version + 1 where id = $1", [conversationId]);
      tx.note(`c:${conversationId}`);
    }),
  );
}

export const setTags =
  (deps: LabelsDeps) =>
  (actor: Actor, conversationId: string, tagIds: readonly string[]): Promise<void> =>
    setLabels(deps, actor, conversationId, {
      what: "tags_changed",
      detail: "tags",
      write: (tx, conversation) => writeTags(tx, conversation, tagIds),
    });

export const setTopics =
  (deps: LabelsDeps) =>
  (actor: Actor, conversationId: string, topicIds: readonly string[]): Promise<void> =>
    setLabels(deps, actor, conversationId, {
      what: "topics_changed",
      detail: "topics",
      write: (tx, conversation) => writeTopics(tx, conversation, topicIds),
    });
