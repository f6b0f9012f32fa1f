import type { Probe } from "../claim.ts";
import type { Trial } from "../trial.ts";
import type { Reach } from "./invite.ts";
import { beyondIds } from "./users.ts";

interface Row {
  readonly userId: string;
  readonly refused: string | null;
}

/** Changing many at once: of the roles that `reach` names (`oneself`: and himself); the others stay as they are. */
export const massEdits =
  (reach: Reach): Probe =>
  async (t) => {
    const me = await t.me();
    const people = new Map<string, string>([["oneself", me.id]]);
    for (const { key } of t.book.roles) people.set(key, (await t.floor.person({ role: key })).id);
    const input = { userIds: [...people.values()], changes: { maxConversations: 3 } };
    if (t.denied) return t.refuses(me, "users.massEdit", { ...input, preview: true });
    const may = reach[t.role] ?? [];
    for (const preview of [true, false]) {
      const answer = await t.opens(me, "users.massEdit", { ...input, preview });
      const rows: Row[] = answer?.rows ?? [];
      for (const [who, id] of people) expectRow(t, rows, id, { who, changed: may.includes(who) });
      if (!preview)
        t.holds("the count is of those it changed", answer?.changed === may.length, answer?.changed);
    }
  };

function expectRow(
  t: Trial,
  rows: readonly Row[],
  id: string,
  { who, changed }: { who: string; changed: boolean },
) {
  const row = rows.find(({ userId }) => userId === id);
  const refused = row === undefined || row.refused !== null;
  t.holds(`${who} is ${changed ? "changed" : "left alone"}`, refused !== changed, row);
}

/** A supervisor's mass edit: members of led groups of any role but himself, and three fields alone. */
export const massEditsLed: Probe = async (t) => {
  const [led, other] = [await t.floor.group(), await t.floor.group()];
  const skill = await t.floor.skill();
  const me = await t.me({ leads: [led], groups: [led] });
  const members: string[] = [];
  for (const { key } of t.book.roles) members.push((await t.floor.person({ role: key, groups: [led] })).id);
  const outside = (await t.floor.person({ groups: [other] })).id;
  const foreign = (await beyondIds(t)).map(({ userId }) => userId);
  const changes = { addSkills: [{ id: skill, level: 2 }], maxConversations: 5, notify: false };
  const ids = [...members, me.id, outside, ...foreign];
  const answer = await t.opens(me, "users.massEdit", { userIds: ids, changes, preview: false });
  const rows: Row[] = answer?.rows ?? [];
  const done = (id: string) => rows.some((row) => row.userId === id && row.refused === null);
  for (const id of members) t.holds("members of his groups are changed, whatever their role", done(id));
  t.holds("he himself is not", !done(me.id));
  t.holds("nor people of other groups", !done(outside));
  for (const id of foreign) t.holds("nor anybody beyond the workspace", !done(id));
  for (const wider of [{ addGroups: [led] }, { addQueues: [await t.floor.queue()] }])
    await t.refuses(
      me,
      "users.massEdit",
      { userIds: members, changes: wider, preview: false },
      "permission.field",
    );
};

/** The same fields of one person at a time. */
export const editsLed: Probe = async (t) => {
  const [led, other] = [await t.floor.group(), await t.floor.group()];
  const me = await t.me({ leads: [led], groups: [led] });
  const member = await t.floor.person({ groups: [led] });
  const outside = await t.floor.person({ groups: [other] });
  const skill = await t.floor.skill();
  const input = { version: 1, skills: [{ id: skill, level: 3 }], maxConversations: 6, notify: false };
  const after = await t.opens(me, "users.update", { userId: member.id, ...input });
  t.holds(
    "skills, max chats and notify are what he chose",
    after?.maxConversations === 6 && after?.skills.length === 1,
  );
  await t.refuses(me, "users.update", { userId: me.id, ...input });
  await t.hides(me, "users.update", "user.not_found", [
    ...(await beyondIds(t, input)),
    { userId: outside.id, ...input },
  ]);
};
