import { randomUUID } from "node:crypto";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { NumberOfLine, PhoneLineFields } from "#shared/contract/phone-lines.ts";
import type { PhoneLineSettings } from "#shared/domain/phone/phone-line.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Seal } from "../../accounts/index.ts";
import { type LineRow, lineRows } from "./line-records.ts";

type Given = { readonly [K in keyof PhoneLineFields]?: PhoneLineFields[K] | undefined } & {
  /** Absent: it stays; empty: there is none any more. */
  readonly password?: string | undefined;
};

/** Columns of a password, sealed for this line alone; absent: it is left as it is. */
const sealedFor = (seal: Seal, lineId: string, password: string | undefined) =>
  password === undefined ? undefined : password === "" ? null : seal.close(password, lineId);

/** What an entry of the activity log holds: never the password, only that there is a new one. */
const told = ({
  name,
  enabled,
  settings,
  numbers,
}: Pick<LineRow, "name" | "enabled" | "settings" | "numbers">) => ({
  name,
  enabled,
  ...settings,
  numbers: numbers.map(({ number }) => number),
});

async function checkName(tx: Work, workspaceId: string, lineId: string, name: string): Promise<void> {
  const { rowCount } = await tx.query(
    "select 1 from phone_lines where workspace_id = $1 and lower(name) = lower($2) and id <> $3",
    [workspaceId, name, lineId],
  );
  if (rowCount) fail("phone.name_taken", { name }, [{ field: "name", problem: "is another line's" }]);
}

/** A number of the world is on one line of one workspace; an extension on one of each carrier's. */
async function checkNumbers(tx: Work, lineId: string, numbers: readonly NumberOfLine[]): Promise<void> {
  const written = numbers.map(({ number }) => number);
  const { rows } = await tx.query<{ number: string }>(
    "select number from phone_numbers where number = any($1) and number like '+%' and line_id <> $2",
    [written, lineId],
  );
  const taken = rows[0]?.number ?? written.find((number, at) => written.indexOf(number) !== at);
  if (taken !== undefined)
    fail("phone.number_taken", { taken }, [
      { field: `numbers.${written.lastIndexOf(taken)}.number`, problem: "is on a line already" },
    ]);
}

async function checkPlaces(tx: Work, workspaceId: string, numbers: readonly NumberOfLine[]): Promise<void> {
  const missing = async (table: "queues" | "groups", ids: readonly string[]) => {
    const { rows } = await tx.query<{ id: string }>(
      `select wanted.id from unnest($1::uuid[]) wanted(id)
       where not exists (select 1 from ${table} t where t.id = wanted.id and t.workspace_id = $2)`,
      [ids, workspaceId],
    );
    return rows.length > 0;
  };
  if (
    await missing(
      "queues",
      numbers.map(({ queueId }) => queueId),
    )
  )
    fail("queue.not_found");
  if (
    await missing(
      "groups",
      numbers.flatMap(({ groupIds }) => groupIds),
    )
  )
    fail("group.not_found");
}

/** The numbers of a line as they are to be: new ones come, those that are not named go. */
async function saveNumbers(
  tx: Work,
  { workspaceId, lineId }: { readonly workspaceId: string; readonly lineId: string },
  numbers: readonly NumberOfLine[],
): Promise<void> {
  await checkPlaces(tx, workspaceId, numbers);
  await checkNumbers(tx, lineId, numbers);
  const kept = numbers.flatMap(({ id }) => id ?? []);
  await tx.query("delete from phone_numbers where line_id = $1 and not id = any($2::uuid[])", [lineId, kept]);
  // Two may change places: neither has its number before both have given theirs up.
  await tx.query("update phone_numbers set number = id::text where line_id = $1", [lineId]);
  for (const { id, number, label, queueId, groupIds } of numbers)
    await tx.query(
      `insert into phone_numbers as n (id, workspace_id, line_id, number, label, queue_id, group_ids)
       values (coalesce($1, gen_random_uuid()), $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set number = excluded.number, label = excluded.label, queue_id = excluded.queue_id,
         group_ids = excluded.group_ids, version = n.version + 1 where n.line_id = excluded.line_id`,
      [id, workspaceId, lineId, number, label, queueId, groupIds],
    );
}

export async function createLine(
  tx: Work,
  seal: Seal,
  { actor, entry }: By,
  { name, enabled, settings, numbers, password }: PhoneLineFields & Pick<Given, "password">,
): Promise<LineRow> {
  const { workspaceId } = actor;
  const id = randomUUID();
  await checkName(tx, workspaceId, id, name);
  await tx.query(
    "insert into phone_lines (id, workspace_id, name, enabled, settings, password) values ($1, $2, $3, $4, $5, $6)",
    [id, workspaceId, name, enabled, JSON.stringify(settings), sealedFor(seal, id, password) ?? null],
  );
  await saveNumbers(tx, { workspaceId, lineId: id }, numbers);
  const row = await findLine(tx, workspaceId, id);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "phone_line.created",
    target: { kind: "phone_line", id, name },
    after: told(row),
  });
  return row;
}

export async function updateLine(
  tx: Work,
  seal: Seal,
  { actor, entry }: By,
  { lineId, version, ...given }: Given & { readonly lineId: string; readonly version: number },
): Promise<LineRow> {
  const { workspaceId } = actor;
  await tx.query("select 1 from phone_lines where id = $1 for no key update", [lineId]);
  const before = await findLine(tx, workspaceId, lineId);
  if (before.version !== version) fail("record.stale", { lineId, version });
  checkPassword(before, given);
  const name = given.name ?? before.name;
  await checkName(tx, workspaceId, lineId, name);
  const password = sealedFor(seal, lineId, given.password);
  await tx.query(
    `update phone_lines set name = $2, enabled = $3, settings = $4, version = version + 1,
       password = case when $5 then $6 else password end where id = $1`,
    [
      lineId,
      name,
      given.enabled ?? before.enabled,
      JSON.stringify((given.settings ?? before.settings) satisfies PhoneLineSettings),
      password !== undefined,
      password ?? null,
    ],
  );
  if (given.numbers) await saveNumbers(tx, { workspaceId, lineId }, given.numbers);
  const after = await findLine(tx, workspaceId, lineId);
  const changed = changedParts(told(before), { ...told(after) });
  const newSecret = given.password ? { newSecret: true } : {};
  if (changed || given.password !== undefined)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "phone_line.changed",
      target: { kind: "phone_line", id: lineId, name },
      before: changed?.before ?? {},
      after: { ...changed?.after, ...newSecret },
    });
  return after;
}

/** Where a line signs in is told its password: who may set up lines, and was not told it himself, sends it nowhere else. */
function checkPassword({ settings: was, hasPassword }: LineRow, { settings: is, password }: Given): void {
  const isElsewhere = is !== undefined && (is.domain !== was.domain || is.proxy !== was.proxy);
  if (isElsewhere && hasPassword && password === undefined)
    fail("phone.password_needed", {}, [{ field: "password", problem: "has to be typed anew" }]);
}

/** Deletes a line and its numbers. Calls that stand on it go on. */
export async function removeLine(tx: Work, { actor, entry }: By, lineId: string): Promise<void> {
  const { workspaceId } = actor;
  const before = await findLine(tx, workspaceId, lineId);
  await tx.query("delete from phone_lines where id = $1", [lineId]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "phone_line.deleted",
    target: { kind: "phone_line", id: lineId, name: before.name },
    before: told(before),
  });
}

/** A line of this workspace; any other looks as if it were not there. */
async function findLine(tx: Work, workspaceId: string, lineId: string): Promise<LineRow> {
  const [row] = await lineRows(tx, workspaceId, lineId);
  return row ?? fail("phone.line_not_found", { lineId });
}
