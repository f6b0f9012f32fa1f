import type * as z from "zod";
import { reachSql } from "#server/platform/permissions/reach-sql.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { UserSummary, users } from "#shared/contract/users.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import type { Queryable } from "./deps.ts";
import { toSummary } from "./may-with-user.ts";
import { lastSeenSql, loadPeople, seesGroup, stateSql, statesSeen } from "./person.ts";

export type ListQuery = z.output<NonNullable<(typeof users.list)["~orpc"]["inputSchema"]>>;
export type Filter = Omit<ListQuery, "sort" | "descending" | "limit" | "offset">;

/** The archive is looked into by name only. */
const usualStates = ["active", "invited", "blocked"];

/** The condition that a row `u` of `users` is on somebody's list; its values are put behind those in `values`. */
function listed(actor: Actor, filter: Filter, values: unknown[], book: RoleBook): string {
  const put = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const columns = { workspace: "u.workspace_id", owner: "u.id", role: "u.role" };
  const parts = [reachSql(actor, "users.view", columns, values, book)];

  const seen = statesSeen(actor);
  const states = (filter.states ?? usualStates).filter((state) =>
    (seen as readonly string[]).includes(state),
  );
  parts.push(`${stateSql} = any(${put(states, "text[]")})`);

  if (filter.search) {
    const part = put(`%${filter.search.replace(/[\\%_]/g, "\\$&")}%`, "text");
    parts.push(`(u.name ilike ${part} or u.email ilike ${part})`);
  }
  if (filter.roles) parts.push(`u.role = any(${put(filter.roles, "text[]")})`);
  const among = (table: string, column: string, ids: readonly string[]) =>
    `u.id in (select t.user_id from ${table} t where t.${column} = any(${put(ids, "uuid[]")}))`;
  if (filter.groupIds) {
    const known = filter.groupIds.filter((id) => seesGroup(actor, id));
    parts.push(among("group_members", "group_id", known));
  }
  if (filter.queueIds) parts.push(among("queue_members", "queue_id", filter.queueIds));
  if (filter.skillIds) parts.push(among("user_skills", "skill_id", filter.skillIds));
  return parts.join(" and ");
}

const orders: Readonly<Record<Exclude<ListQuery["sort"], "role">, string>> = {
  name: "lower(u.name)",
  email: "u.email",
  state: stateSql,
  createdAt: "u.created_at",
  lastSeenAt: lastSeenSql,
};

function orderBy({ sort, descending }: ListQuery, book: RoleBook, values: unknown[]): string {
  const direction = descending ? "desc nulls last" : "asc nulls last";
  const column =
    sort === "role"
      ? `array_position($${values.push(book.roles.map(({ key }) => key))}::text[], u.role)`
      : orders[sort];
  return `${column} ${direction}, lower(u.name), u.id`;
}

const inOrder = (
  actor: Actor,
  ids: readonly string[],
  people: Awaited<ReturnType<typeof loadPeople>>,
  book: RoleBook,
): UserSummary[] =>
  ids.flatMap((id) => {
    const person = people.get(id);
    return person ? [toSummary(actor, person, book)] : [];
  });

/** A page of the people whom somebody may see, and how many there are. */
export async function listPeople(db: Queryable, actor: Actor, query: ListQuery) {
  const book = await roleBookOf(db, actor.workspaceId);
  const values: unknown[] = [];
  const where = listed(actor, query, values, book);
  const order = orderBy(query, book, values);
  // Who is on the list is found out once, for the count and the page together.
  const { rows } = await db.query<{ total: number; ids: string[] }>(
    `with seen as materialized (
       select u.id, u.name, u.email, u.role, u.created_at, u.archived_at, u.blocked_at from users u where ${where})
     select (select count(*)::int from seen) as total, array(select u.id from seen u order by ${order}
       limit $${values.push(query.limit)} offset $${values.push(query.offset)}) as ids`,
    values,
  );
  const { total = 0, ids = [] } = rows[0] ?? {};
  const people = await loadPeople(db, actor.workspaceId, ids);
  return { users: inOrder(actor, ids, people, book), total };
}

/** People loaded at a time, so that a long list does not stand in memory twice. */
const portion = 1_000;

/** Everybody whom somebody may see, by name. */
export async function allPeople(db: Queryable, actor: Actor, filter: Filter): Promise<UserSummary[]> {
  const book = await roleBookOf(db, actor.workspaceId);
  const values: unknown[] = [];
  const where = listed(actor, filter, values, book);
  const { rows } = await db.query<{ id: string }>(
    `select u.id from users u where ${where} order by lower(u.name), u.id`,
    values,
  );
  const found: UserSummary[] = [];
  for (let start = 0; start < rows.length; start += portion) {
    const ids = rows.slice(start, start + portion).map(({ id }) => id);
    found.push(...inOrder(actor, ids, await loadPeople(db, actor.workspaceId, ids), book));
  }
  return found;
}
