import { randomBytes, randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";
import type { Desk } from "../floor.ts";
import type { Trial } from "../trial.ts";
import { placeIs } from "./places.ts";

const named = (what: string) => `${what} ${randomBytes(4).toString("hex")}`;
/** Roles that may delete what is in use as well; the others are told what uses it. */
const deletesUsed = ["owner", "administrator"];

/** Something that is used, and something that is not: who may delete which. */
async function deletes(
  t: Trial,
  me: Desk,
  name: string,
  { used, unused, code }: { used: object; unused: object; code: "tag.in_use" | "topic_set.in_use" },
): Promise<void> {
  if (deletesUsed.includes(t.role)) await t.opens(me, name, { ...used });
  else await t.refuses(me, name, { ...used }, code);
  await t.opens(me, name, { ...unused });
}

/** Tags: made, renamed, deleted; one that something has is deleted by the highest roles only. */
export const managesTags: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/tags", !t.denied);
  const tagId = await t.floor.tag();
  if (t.denied) {
    await t.refuses(me, "tags.create", { name: named("Tag") });
    await t.refuses(me, "tags.update", { tagId, version: 1, name: named("Tag") });
    await t.refuses(me, "tags.remove", { tagId });
    await t.refuses(me, "tags.usage");
    return;
  }
  await t.opens(me, "tags.create", { name: named("Tag"), color: "red" });
  await t.opens(me, "tags.update", { tagId, version: 1, name: named("Tag") });
  const colleague = await t.floor.desk({ role: "agent" });
  const { id: conversationId } = await t.floor.conversation({
    queueId: await t.floor.queue(),
    assigneeId: colleague.id,
  });
  await t.opens(colleague, "conversations.tags.set", { conversationId, tagIds: [tagId] });
  const uses = await t.opens(me, "tags.usage");
  t.holds(
    "he sees what uses it",
    uses?.some(
      (one: { tagId: string; conversations: number }) => one.tagId === tagId && one.conversations === 1,
    ),
  );
  const unused = { tagId: await t.floor.tag() };
  await deletes(t, me, "tags.remove", { used: { tagId }, unused, code: "tag.in_use" });
  const beyond = [{ tagId: await t.foreign.tag() }, { tagId: randomUUID() }];
  await t.hides(me, "tags.remove", "tag.not_found", beyond);
  await t.hides(
    me,
    "tags.update",
    "tag.not_found",
    beyond.map((one) => ({ ...one, version: 1, name: named("Tag") })),
  );
};

/** Topic sets: made, renamed, deleted; one that a queue asks for is deleted by the highest roles only. */
export const managesTopicSets: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/topics", !t.denied);
  const setId = await t.floor.topicSet();
  if (t.denied) {
    await t.refuses(me, "topics.createSet", { name: named("Topics") });
    await t.refuses(me, "topics.renameSet", { setId, version: 1, name: named("Topics") });
    await t.refuses(me, "topics.removeSet", { setId });
    return;
  }
  await t.opens(me, "topics.createSet", { name: named("Topics") });
  await t.opens(me, "topics.renameSet", { setId, version: 1, name: named("Topics") });
  await t.floor.asksFor(await t.floor.queue(), setId);
  const unused = { setId: await t.floor.topicSet() };
  await deletes(t, me, "topics.removeSet", { used: { setId }, unused, code: "topic_set.in_use" });
  await t.hides(me, "topics.removeSet", "topic_set.not_found", [
    { setId: await t.foreign.topicSet() },
    { setId: randomUUID() },
  ]);
};

/** Topics inside of a set, below one another. */
export const nestsTopics: Probe = async (t) => {
  const me = await t.me();
  const setId = await t.floor.topicSet();
  const topicId = await t.floor.topic(setId);
  if (t.denied) {
    await t.refuses(me, "topics.add", { setId, name: named("Topic") });
    await t.refuses(me, "topics.change", { topicId, name: named("Topic") });
    await t.refuses(me, "topics.remove", { topicId });
    return;
  }
  const after = await t.opens(me, "topics.add", { setId, name: named("Topic"), parentId: topicId });
  t.holds(
    "it stands below the other",
    after?.topics.some((one: { parentId: string | null }) => one.parentId === topicId),
  );
  await t.opens(me, "topics.change", { topicId, name: named("Topic") });
  await t.opens(me, "topics.remove", { topicId });
  const beyond = await t.foreign.topic(await t.foreign.topicSet());
  await t.hides(me, "topics.remove", "topic.not_found", [{ topicId: beyond }, { topicId: randomUUID() }]);
};
