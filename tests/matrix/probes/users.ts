import { randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";
import type { Desk } from "../floor.ts";
import type { Trial } from "../trial.ts";
import type { Reach } from "./invite.ts";
import { aPhoto } from "./profile.ts";

/** Beyond everybody's reach: a person of another workspace, and nobody at all. */
export async function beyondIds(t: Trial, more: object = {}) {
  const foreign = await t.foreign.person();
  return [
    { userId: foreign.id, ...more },
    { userId: randomUUID(), ...more },
  ];
}

/** Refused, in whichever words are right: 403 for whom one sees, 404 for whom one does not. */
async function isRefused(t: Trial, me: Desk, name: string, input: { userId: string }): Promise<void> {
  const sees = (await t.call(me.headers, "users.get", { userId: input.userId })).status === 200;
  const mayAtAll = (await t.seen(me)).grants["users.view"] !== undefined;
  await t.refuses(me, name, input, sees || !mayAtAll ? "permission.denied" : "user.not_found");
}

/** Blocking, archiving and bringing back people of the roles that `reach` names; never oneself. */
export const blocks =
  (reach: Reach): Probe =>
  async (t) => {
    const me = await t.me();
    if (t.denied) return refusesAll(t, me, (await t.floor.person()).id);
    for (const { key } of t.book.roles) {
      const victim = await t.floor.desk({ role: key });
      if (reach[t.role]?.includes(key)) await goesAndReturns(t, me, victim);
      else for (const name of endings) await isRefused(t, me, name, { userId: victim.id });
    }
    await isRefused(t, me, "users.block", { userId: me.id });
    for (const name of endings) await t.hides(me, name, "user.not_found", await beyondIds(t));
  };

const endings = ["users.block", "users.archive", "users.endSessions"];

async function refusesAll(t: Trial, me: Desk, userId: string): Promise<void> {
  for (const name of endings) await t.refuses(me, name, { userId });
}

async function goesAndReturns(t: Trial, me: Desk, victim: Desk): Promise<void> {
  const input = { userId: victim.id };
  const blocked = await t.opens(me, "users.block", input);
  t.holds("he is blocked", blocked?.state === "blocked", blocked?.state);
  t.holds("and signed out", (await t.call(victim.headers, "session.me")).status === 401);
  await t.opens(me, "users.unblock", input);
  const archived = await t.opens(me, "users.archive", input);
  t.holds("he is archived", archived?.state === "archived", archived?.state);
  await t.opens(me, "users.restore", input);
}

/** Changing people's roles: of whom, and into what; never one's own. */
export const changesRoles =
  (reach: Reach): Probe =>
  async (t) => {
    const me = await t.me();
    const may = reach[t.role] ?? [];
    const change = (userId: string, role: string) => ({ userId, version: 1, role });
    if (t.denied) return t.refuses(me, "users.changeRole", change((await t.floor.person()).id, "supervisor"));
    for (const { key } of t.book.roles) {
      const other = key === "agent" ? (may[1] ?? "agent") : "agent";
      const input = change((await t.floor.person({ role: key })).id, other);
      if (may.includes(key)) await t.opens(me, "users.changeRole", input);
      else await isRefused(t, me, "users.changeRole", input);
    }
    for (const { key } of t.book.roles.filter((role) => role.key !== "agent"))
      await gives(t, me, change((await t.floor.person()).id, key), may.includes(key));
    await isRefused(t, me, "users.changeRole", change(me.id, "agent"));
    const beyond = await beyondIds(t, { version: 1, role: "agent" });
    await t.hides(me, "users.changeRole", "user.not_found", beyond);
  };

async function gives(t: Trial, me: Desk, input: { role: string }, may: boolean): Promise<void> {
  if (!may) return t.refuses(me, "users.changeRole", { ...input }, "role.not_yours_to_give");
  const after = await t.opens(me, "users.changeRole", { ...input });
  t.holds(`his role is ${input.role}`, after?.role === input.role, after?.role);
}

/** Editing the account of people of the roles that `reach` names. */
export const editsAccounts =
  (reach: Reach): Probe =>
  async (t) => {
    const me = await t.me();
    const may = reach[t.role] ?? [];
    for (const { key } of t.book.roles) {
      const input = { userId: (await t.floor.person({ role: key })).id, version: 1, maxConversations: 2 };
      if (t.denied) await t.refuses(me, "users.update", input);
      else if (!may.includes(key)) await isRefused(t, me, "users.update", input);
      else t.holds("it is so", (await t.opens(me, "users.update", input))?.maxConversations === 2);
    }
    if (!t.denied)
      await t.hides(me, "users.update", "user.not_found", await beyondIds(t, { version: 1, notify: false }));
  };

/** Editing people's personal settings, where a role may. */
export const editsPersonal =
  (reach: Reach): Probe =>
  async (t) => {
    const me = await t.me();
    const may = reach[t.role] ?? [];
    for (const { key } of t.book.roles) {
      const input = { userId: (await t.floor.person({ role: key })).id, version: 1, language: "es" };
      if (t.denied) await t.refuses(me, "users.updatePersonal", input);
      else if (!may.includes(key)) await isRefused(t, me, "users.updatePersonal", input);
      else t.holds("it is so", (await t.opens(me, "users.updatePersonal", input))?.language === "es");
    }
  };

/** Setting the profile photo of an agent. */
export const setsPhotos: Probe = async (t) => {
  const me = await t.me();
  const userId = (await t.floor.person()).id;
  const photo = await aPhoto();
  if (t.denied) {
    await t.refuses(me, "users.setPhoto", { userId, photo });
    await t.refuses(me, "users.removePhoto", { userId });
    return;
  }
  const after = await t.opens(me, "users.setPhoto", { userId, photo });
  t.holds("the agent has a photo", typeof after?.photo === "string", after?.photo);
  await t.opens(me, "users.removePhoto", { userId });
  await t.hides(me, "users.removePhoto", "user.not_found", await beyondIds(t));
};

/** Several probes of one capability. */
export const each =
  (...probes: readonly Probe[]): Probe =>
  async (t) => {
    for (const probe of probes) await probe(t);
  };
