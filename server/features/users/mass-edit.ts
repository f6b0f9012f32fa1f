import type * as z from "zod";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { transact } from "#server/platform/news/index.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { MassChanges, MassEditRow as MassEditRowShape } from "#shared/contract/users.ts";
import { type Actor, refusal } from "#shared/permissions/can.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import {
  type Account,
  accountOf,
  capacityAfter,
  checkFields,
  type Difference,
  differenceOf,
  isEmpty,
  namesCapacity,
  nameThings,
} from "./account-changes.ts";
import type { UsersDeps } from "./deps.ts";
import { type Caller, targetOf } from "./edit-account.ts";
import { lockPeople } from "./find-person.ts";
import { isSeen, loadPeople, type Named, type Person, resourceOf } from "./person.ts";
import { writeAccount } from "./write-account.ts";

type Changes = z.output<typeof MassChanges>;
type MassEditRow = z.output<typeof MassEditRowShape>;
interface MassInput {
  readonly userIds: readonly string[];
  readonly changes: Changes;
  readonly preview: boolean;
}

const permission = "users.massEdit";

/** The account fields that a mass edit touches. */
const fieldsIn = (changes: Changes): string[] =>
  [
    ["maxConversations", namesCapacity(changes)],
    ["notify", changes.notify !== undefined],
    ["skills", changes.addSkills || changes.removeSkills],
    ["groups", changes.addGroups || changes.removeGroups],
    ["queues", changes.addQueues || changes.removeQueues],
  ].flatMap(([field, touched]) => (touched ? [String(field)] : []));

/** A list with some put in (an entry there already is replaced) and some taken out. */
function edited<T extends Named>(
  has: readonly T[],
  add: readonly T[] = [],
  remove: readonly string[] = [],
): readonly T[] {
  if (add.length + remove.length === 0) return has;
  const kept = has.filter(({ id }) => !remove.includes(id) && !add.some((one) => one.id === id));
  return [...kept, ...new Map(add.map((one) => [one.id, one])).values()];
}

function accountAfter(person: Person, changes: Changes, names: Map<string, string>): Account {
  const named = (id: string) => ({ id, name: names.get(id) ?? "" });
  return {
    ...accountOf(person),
    ...capacityAfter(person, changes),
    notify: changes.notify ?? person.notify,
    skills: edited(
      person.skills,
      changes.addSkills?.map(({ id, level }) => ({ ...named(id), level })),
      changes.removeSkills,
    ),
    groups: edited(person.groups, changes.addGroups?.map(named), changes.removeGroups),
    queues: edited(person.queues, changes.addQueues?.map(named), changes.removeQueues),
  };
}

/** Why nothing is done to this person; null: it is. */
function refusedFor(actor: Actor, person: Person | undefined, book: RoleBook): string | null {
  if (!person || !isSeen(actor, person, book)) return "not_found";
  const grant = actor.grants[permission];
  if (!grant) return "permission";
  const why = refusal(actor, grant, resourceOf(person, book));
  return why === null || why === "self" ? why : "permission";
}

const text = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value ?? ""));

const rowOf = (person: Person, { before, after }: Difference): MassEditRow => ({
  userId: person.id as never,
  name: person.name,
  refused: null,
  changes: Object.keys(after).map((field) => ({
    field,
    before: text(before[field]),
    after: text(after[field]),
  })),
});

const namesWanted = (changes: Changes) => ({
  skills: [...(changes.addSkills ?? []).map(({ id }) => id), ...(changes.removeSkills ?? [])],
  groups: [...(changes.addGroups ?? []), ...(changes.removeGroups ?? [])],
  queues: [...(changes.addQueues ?? []), ...(changes.removeQueues ?? [])],
});

interface Planned {
  readonly row: MassEditRow;
  /** null: nothing is done to him. */
  readonly done: {
    readonly person: Person;
    readonly account: Account;
    readonly difference: Difference;
  } | null;
}

/** What would be done to one person. Whom the actor may not see has no name for him. */
function plan({ actor, changes, names, book }: Plan, userId: string, person: Person | undefined): Planned {
  const refused = refusedFor(actor, person, book);
  if (!person || refused) {
    const name = refused === "not_found" ? "" : (person?.name ?? "");
    return { row: { userId: userId as never, name, refused, changes: [] }, done: null };
  }
  const account = accountAfter(person, changes, names);
  const difference = differenceOf(accountOf(person), account);
  return {
    row: rowOf(person, difference),
    done: isEmpty(difference) ? null : { person, account, difference },
  };
}

interface Plan {
  readonly actor: Actor;
  readonly changes: Changes;
  readonly names: Map<string, string>;
  readonly book: RoleBook;
}

/** Changes the accounts of many at once, or shows what would change. One transaction, one entry a person. */
export const massEdit =
  (deps: UsersDeps) =>
  async ({ actor, by }: Caller, { userIds, changes, preview }: MassInput) => {
    checkFields(actor, permission, fieldsIn(changes));
    const wanted = [...new Set(userIds)];
    const committed = await transact(deps.pool, async (tx) => {
      if (!preview) await lockPeople(tx, actor.workspaceId, wanted);
      const book = await roleBookOf(tx, actor.workspaceId);
      const people = await loadPeople(tx, actor.workspaceId, wanted);
      const names = await nameThings(tx, actor, namesWanted(changes));
      const planned = wanted.map((id) => plan({ actor, changes, names, book }, id, people.get(id)));
      const rows = planned.map(({ row }) => row);
      const done = preview ? [] : planned.flatMap((one) => one.done ?? []);
      for (const { person, account } of done) await writeAccount(tx, person, account);
      for (const { person, difference } of done) {
        const target = targetOf(person);
        const entry = { workspaceId: actor.workspaceId, actor: by, action: "user.updated", target };
        await recordActivity(tx, { ...entry, ...difference });
      }
      return { rows, changed: done.length };
    });
    const answer = await deps.news.publish(committed);
    for (const { userId, changes: made } of answer.rows) {
      if (!preview && made.length > 0) deps.sessions.forget(userId);
    }
    if (answer.changed > 0) deps.wakeRouter();
    return answer;
  };
