import { randomBytes } from "node:crypto";
import type { Probe } from "../claim.ts";
import type { Desk, Person, PersonOptions } from "../floor.ts";
import type { Trial } from "../trial.ts";
import { placeIs } from "./places.ts";
import { beyondIds } from "./users.ts";

/** A small house with a name of its own, so that a search finds its people alone. */
async function house(t: Trial) {
  const tag = `House${randomBytes(4).toString("hex")}`;
  const [led, other] = [await t.floor.group(), await t.floor.group()];
  const make = (more: PersonOptions) =>
    t.floor.person({ name: `${tag} ${randomBytes(3).toString("hex")}`, ...more });
  const me = await t.me({ name: `${tag} Me`, leads: [led] });
  return {
    tag,
    me,
    member: await make({ groups: [led] }),
    leading: await make({ groups: [led], role: t.book.top }),
    blocked: await make({ groups: [led], state: "blocked" }),
    archived: await make({ groups: [led], state: "archived" }),
    elsewhere: await make({ groups: [other] }),
    alone: await make({}),
  };
}

const allStates = ["active", "invited", "blocked", "archived"];

/** The list, its count, its export and each profile show the same people. */
async function shows(t: Trial, me: Desk, tag: string, seen: readonly Person[], hidden: readonly Person[]) {
  const input = { search: tag, states: allStates, limit: 50 };
  const list = await t.opens(me, "users.list", input);
  const ids = (list?.users ?? []).map(({ id }: { id: string }) => id).sort();
  const wanted = seen.map(({ id }) => id).sort();
  t.holds("the list has exactly whom he may see", ids.join() === wanted.join(), {
    missing: wanted.filter((id) => !ids.includes(id)).length,
    tooMany: ids.filter((id: string) => !wanted.includes(id)).length,
  });
  t.holds("the count says the same", list?.total === wanted.length, list?.total);
  const file = await t.opens(me, "users.exportCsv", { search: tag, states: allStates });
  t.holds(
    "and so does the export",
    [...seen].every(({ email }) => file?.csv.includes(email)),
  );
  t.holds("which has nobody else", !hidden.some(({ email }) => file?.csv.includes(email)));
  for (const { id } of seen) await t.opens(me, "users.get", { userId: id });
  await t.hides(me, "users.get", "user.not_found", [
    ...(await beyondIds(t)),
    ...hidden.map(({ id }) => ({ userId: id })),
  ]);
}

/** Seeing people: everybody, those of the groups one leads who are active, or oneself. */
export const seesPeople =
  (whom: Readonly<Record<string, "led" | "own">> = {}): Probe =>
  async (t) => {
    const { tag, me, member, leading, blocked, archived, elsewhere, alone } = await house(t);
    const how: "all" | "led" | "own" = whom[t.role] ?? "all";
    await placeIs(t, me, "/setup/users", !t.denied && how !== "own");
    if (t.denied) {
      await t.refuses(me, "users.list");
      await t.refuses(me, "users.get", { userId: member.id });
      await t.refuses(me, "users.exportCsv");
      return;
    }
    const all: Person[] = [me, member, leading, blocked, archived, elsewhere, alone];
    const whose: Record<typeof how, Person[]> = { all, led: [me, member, leading], own: [me] };
    const seen = whose[how];
    await shows(
      t,
      me,
      tag,
      seen,
      all.filter((one) => !seen.includes(one)),
    );
  };

/** A profile that can be looked at, and whose personal part nobody but its owner changes. */
export const seesProfilesOnly: Probe = async (t) => {
  const { me, member, elsewhere } = await house(t);
  const profile = await t.opens(me, "users.get", { userId: member.id });
  const { personal, photo, block, roles } = profile?.may ?? {};
  t.holds(
    "the profile offers to change nothing personal",
    personal?.length === 0 && photo === false && block === false && roles?.length === 0,
    profile?.may,
  );
  await t.refuses(me, "users.updatePersonal", { userId: member.id, version: 1, language: "it" });
  await t.refuses(me, "users.block", { userId: member.id });
  await t.refuses(me, "users.changeRole", { userId: member.id, version: 1, role: "supervisor" });
  await t.refuses(me, "users.update", { userId: member.id, version: 1, groups: [] }, "permission.field");
  await t.hides(me, "users.get", "user.not_found", [...(await beyondIds(t)), { userId: elsewhere.id }]);
};
