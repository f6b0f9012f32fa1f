import { randomBytes, randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";
import { placeIs } from "./places.ts";

const named = (what: string) => `${what} ${randomBytes(4).toString("hex")}`;

/** Making queues, renaming and archiving them. */
export const managesQueues: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/queues", !t.denied);
  const queueId = await t.floor.queue();
  const rename = { queueId, version: 1, name: named("Queue") };
  if (t.denied) {
    await t.refuses(me, "queues.create", { name: named("Queue") });
    await t.refuses(me, "queues.update", rename);
    await t.refuses(me, "queues.list");
    return;
  }
  await t.opens(me, "queues.create", { name: named("Queue") });
  await t.opens(me, "queues.update", rename);
  const list = await t.opens(me, "queues.list");
  const foreign = await t.foreign.queue();
  t.holds(
    "the list has his workspace's queues alone",
    list?.some((one: { id: string }) => one.id === queueId) &&
      !list.some((one: { id: string }) => one.id === foreign),
  );
  await t.hides(me, "queues.update", "queue.not_found", [
    { ...rename, queueId: foreign },
    { ...rename, queueId: randomUUID() },
  ]);
};

/** Choosing who answers a queue, and moving people between queues. */
export const editsQueueMembers: Probe = async (t) => {
  const me = await t.me();
  const [from, to, foreign] = [await t.floor.queue(), await t.floor.queue(), await t.foreign.queue()];
  const member = await t.floor.person();
  const members = [{ userId: member.id, priority: 2 }];
  const move = { userIds: [member.id], from, to };
  if (t.denied) {
    await t.refuses(me, "queues.setMembers", { queueId: from, version: 1, members });
    await t.refuses(me, "queues.moveMembers", move);
    return;
  }
  await t.opens(me, "queues.setMembers", { queueId: from, version: 1, members });
  const moved = await t.opens(me, "queues.moveMembers", move);
  const arrived = moved?.find((one: { id: string }) => one.id === to)?.members[0]?.id === member.id;
  t.holds("he answers the other queue now", arrived);
  const stranger = await t.foreign.person();
  await t.refuses(
    me,
    "queues.setMembers",
    { queueId: to, version: 2, members: [{ userId: stranger.id }] },
    "user.not_found",
  );
  await t.hides(me, "queues.setMembers", "queue.not_found", [
    { queueId: foreign, version: 1, members: [] },
    { queueId: randomUUID(), version: 1, members: [] },
  ]);
  await t.hides(me, "queues.moveMembers", "queue.not_found", [
    { ...move, from: foreign },
    { ...move, from: randomUUID() },
  ]);
};

/** Somebody of the row's role is assigned to a queue, as viewer or as editor. */
export const canBeAssigned: Probe = async (t) => {
  const top = await t.floor.desk({ role: t.book.top });
  const me = await t.me();
  const queueId = await t.floor.queue();
  const assign = (userId: string, version: number, level = "viewer") => ({
    queueId,
    version,
    supervisors: [{ userId, level }],
  });
  await t.opens(top, "queues.update", assign(me.id, 1));
  const after = await t.opens(top, "queues.update", assign(me.id, 2, "editor"));
  t.holds("he is its editor", after?.supervisors[0]?.level === "editor", after?.supervisors);
  t.holds("he knows it", (await t.seen({ headers: me.headers })).assignedQueueIds.length <= 1);
  const agent = await t.floor.person();
  await t.refuses(top, "queues.update", assign(agent.id, 3), "queue.supervisor_cannot");
};

/** Skills; one that somebody holds stays, whoever asks. */
export const managesSkills: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/skills", !t.denied);
  const skillId = await t.floor.skill();
  if (t.denied) {
    await t.refuses(me, "skills.create", { name: named("Skill") });
    await t.refuses(me, "skills.rename", { skillId, version: 1, name: named("Skill") });
    await t.refuses(me, "skills.remove", { skillId });
    return;
  }
  await t.opens(me, "skills.create", { name: named("Skill") });
  await t.opens(me, "skills.rename", { skillId, version: 1, name: named("Skill") });
  const holder = await t.floor.person({ skills: [skillId] });
  await t.refuses(me, "skills.remove", { skillId }, "skill.in_use");
  t.holds("the holder exists", holder.id !== "");
  await t.opens(me, "skills.remove", { skillId: await t.floor.skill() });
  const beyond = [{ skillId: await t.foreign.skill() }, { skillId: randomUUID() }];
  await t.hides(me, "skills.remove", "skill.not_found", beyond);
  await t.hides(
    me,
    "skills.rename",
    "skill.not_found",
    beyond.map((one) => ({ ...one, version: 1, name: named("Skill") })),
  );
};
