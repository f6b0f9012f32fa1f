import type { Account } from "./account-changes.ts";
import type { Queryable } from "./deps.ts";
import type { Person } from "./person.ts";

interface Ties {
  readonly before: readonly { readonly id: string }[];
  readonly after: readonly { readonly id: string }[];
}

const ids = (some: readonly { readonly id: string }[]): string[] => some.map(({ id }) => id);

/** What is only before, and what is only after. */
function moved({ before, after }: Ties) {
  const [was, is] = [ids(before), ids(after)];
  return { gone: was.filter((id) => !is.includes(id)), come: is.filter((id) => !was.includes(id)) };
}

/** Writes memberships; what stays is not touched, so that a priority in a queue is kept. */
async function writeTies(
  tx: Queryable,
  userId: string,
  [table, column, of]: readonly [members: string, column: string, things: string],
  ties: Ties,
): Promise<void> {
  const { gone, come } = moved(ties);
  if (gone.length + come.length === 0) return;
  await tx.query(`delete from ${table} where user_id = $1 and ${column} = any($2)`, [userId, gone]);
  await tx.query(
    `insert into ${table} (user_id, ${column}) select $1, unnest($2::uuid[]) on conflict do nothing`,
    [userId, come],
  );
  // Whoever edits the group or queue at this moment is told that it has changed.
  await tx.query(
    `update ${of} set version = version + 1
      where id in (select id from ${of} where id = any($1::uuid[]) order by id for no key update)`,
    [[...gone, ...come]],
  );
}

/** Writes an account over what it was; the person's row is locked. */
export async function writeAccount(tx: Queryable, person: Person, account: Account): Promise<void> {
  await tx.query(
    `update users set name = $2, max_conversations = $3, notify = $4, agentbot_access = $5, max_voice = $6,
       max_video = $7, version = version + 1, updated_at = now() where id = $1`,
    [
      person.id,
      account.name,
      account.maxConversations,
      account.notify,
      account.agentbotAccess,
      account.maxVoice,
      account.maxVideo,
    ],
  );
  const ties = (kind: "groups" | "queues") => ({ before: person[kind], after: account[kind] });
  await writeTies(tx, person.id, ["group_members", "group_id", "groups"], ties("groups"));
  await writeTies(tx, person.id, ["queue_members", "queue_id", "queues"], ties("queues"));
  if (person.skills === account.skills) return;
  await tx.query("delete from user_skills where user_id = $1 and not skill_id = any($2::uuid[])", [
    person.id,
    ids(account.skills),
  ]);
  await tx.query(
    `insert into user_skills (user_id, skill_id, level) select $1, t.* from unnest($2::uuid[], $3::int[]) t
     on conflict (user_id, skill_id) do update set level = excluded.level`,
    [person.id, ids(account.skills), account.skills.map(({ level }) => level)],
  );
}
