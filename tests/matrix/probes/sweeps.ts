import type { ProcedureMeta } from "#shared/contract/procedure.ts";
import { isBuilt } from "#shared/permissions/areas.ts";
import { type Access, isPermission, type Permission, permissions } from "#shared/permissions/catalogue.ts";
import { schemes } from "#shared/permissions/schemes/index.ts";
import { exceeding } from "#shared/permissions/within.ts";
import { procedures } from "../../../scripts/describe-contract.ts";
import type { Probe } from "../claim.ts";
import type { Desk } from "../floor.ts";
import type { Trial } from "../trial.ts";

/** Every procedure of the contract that asks for a permission. */
const guarded = procedures().flatMap(({ name, procedure }) => {
  const { meta, inputSchema } = procedure["~orpc"];
  const access: Access = (meta as ProcedureMeta).access;
  return isPermission(access) ? [{ name, permission: access, takesInput: inputSchema !== undefined }] : [];
});

/** Path parameters of nothing at all: who may ask hears that it is not there, or not well asked, but not "denied". */
const nothing = {
  userId: "nobody-at-all",
  groupId: "00000000-0000-4000-8000-000000000000",
  queueId: "00000000-0000-4000-8000-000000000000",
  skillId: "00000000-0000-4000-8000-000000000000",
  dispositionId: "00000000-0000-4000-8000-000000000000",
  tagId: "00000000-0000-4000-8000-000000000000",
  setId: "00000000-0000-4000-8000-000000000000",
  topicId: "00000000-0000-4000-8000-000000000000",
  conversationId: "00000000-0000-4000-8000-000000000000",
  customerId: "00000000-0000-4000-8000-000000000000",
  offerId: "00000000-0000-4000-8000-000000000000",
  invitationId: "00000000-0000-4000-8000-000000000000",
  sessionId: "nothing",
  key: "nothing",
};

/** Changes the house when it is well asked; not for a sweep. */
const leftOut = new Set(["session.revokeOthers"]);

async function sweep(t: Trial, me: Desk, isOpen: (permission: Permission) => boolean): Promise<void> {
  for (const { name, permission } of guarded) {
    if (leftOut.has(name)) continue;
    const answer = await t.call(me.headers, name, nothing);
    const denied = answer.status === 403 && answer.body?.code === "permission.denied";
    const open = isOpen(permission);
    t.holds(`${name} is ${open ? "open" : "closed"}`, denied !== open && answer.status < 500, answer.status);
  }
}

/** What the house has switched off is open to nobody, and says nothing of roles: it is switched on first. */
async function inOpenHouse(t: Trial): Promise<Desk> {
  await t.floor.settings({ video: { enabled: true, storeRecordings: false } });
  return t.me();
}

/** Nothing but what is named is open: `own` names permissions, or the beginnings of their names. */
export const nothingElse =
  (...own: readonly string[]): Probe =>
  async (t) => {
    const isOpen = (permission: Permission) =>
      own.some((start) => permission === start || permission.startsWith(`${start}.`));
    const me = await inOpenHouse(t);
    await sweep(t, me, isOpen);
    for (const permission of Object.keys((await t.seen(me)).grants) as Permission[])
      if (isBuilt(permissions[permission].area))
        t.holds(`${permission} is not among his rights`, isOpen(permission));
  };

/** Everything there is, but what is named. */
export const everything =
  (...but: readonly Permission[]): Probe =>
  async (t) => {
    const me = await inOpenHouse(t);
    await sweep(t, me, (permission) => !but.includes(permission));
  };

/** A role has all that a lower one has, as wide or wider, apart from `but`. */
export const inherits =
  (pairs: readonly (readonly [lower: string, higher: string, ...but: string[]])[]): Probe =>
  async (t) => {
    for (const [lower, higher, ...but] of pairs) {
      const [low, high] = [await t.floor.desk({ role: lower }), await t.floor.desk({ role: higher })];
      const [lows, highs] = [(await t.seen(low)).grants, (await t.seen(high)).grants];
      const missing = exceeding(lows, highs).filter((one) => !but.some((start) => one.startsWith(start)));
      t.holds(`${higher} has all that ${lower} has`, missing.length === 0, missing);
      for (const { name, permission } of guarded.filter(({ name }) => !leftOut.has(name))) {
        if (!lows[permission] || but.some((start) => permission.startsWith(start))) continue;
        const answer = await t.call(high.headers, name, nothing);
        t.holds(`${name} is open to ${higher} as to ${lower}`, answer.body?.code !== "permission.denied");
      }
    }
  };

/** The scheme has these roles, from the lowest to the highest, and no other. */
export const hasRoles =
  (...names: readonly string[]): Probe =>
  async (t) => {
    const top = await t.floor.desk({ role: t.book.top });
    const answer = await t.opens(top, "roles.names");
    const ranked = [...(answer ?? [])]
      .filter((one: { custom: boolean }) => !one.custom)
      .sort((a: { rank: number }, b: { rank: number }) => a.rank - b.rank)
      .map((one: { name: string }) => one.name);
    t.holds(`the roles are ${names.join(" < ")}`, ranked.join() === names.join(), ranked);
    const listed = await t.opens(top, "roles.list");
    t.holds("the page of roles says the scheme", listed?.scheme === t.row.scheme);
    t.holds("the scheme is one of four", t.row.scheme in schemes);
  };
