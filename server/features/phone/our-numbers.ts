import { mayBeCalled } from "#server/media/sip/trunk/fraud-guards.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { CallerId } from "#shared/contract/phone.ts";
import type { PhoneLineSettings } from "#shared/domain/phone/phone-line.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";

type Db = Pick<Work, "query">;

/** A number of ours with the line that it is on. */
export interface OurNumber {
  readonly id: string;
  readonly number: string;
  readonly label: string;
  readonly lineId: string;
  readonly queue: { readonly id: string; readonly name: string };
  readonly settings: PhoneLineSettings;
  readonly workspaceId: string;
}

const columns = `n.id, n.number, n.label, n.line_id as "lineId", json_build_object('id', q.id, 'name', q.name) as queue,
  l.settings, n.workspace_id as "workspaceId"`;
const from = `phone_numbers n join phone_lines l on l.id = n.line_id and l.enabled
  join queues q on q.id = n.queue_id and q.archived_at is null`;

/** The numbers that somebody may show: those of nobody's groups, and those of his own. */
export async function shownBy(db: Db, { id, workspaceId }: Pick<Actor, "id" | "workspaceId">) {
  const { rows } = await db.query<OurNumber>(
    `select ${columns} from ${from} where n.workspace_id = $1 and (cardinality(n.group_ids) = 0
       or exists (select 1 from group_members m where m.user_id = $2 and m.group_id = any(n.group_ids)))
     order by n.label, n.number`,
    [workspaceId, id],
  );
  return rows;
}

export const toCallerId = ({ id, number, label }: OurNumber): CallerId => ({
  id: id as never,
  number,
  label,
});

/** Which of our numbers a call shows, and so which line carries it. */
export async function chooseNumber(
  db: Db,
  actor: Pick<Actor, "id" | "workspaceId">,
  numberId: string | null,
  called: string,
): Promise<OurNumber> {
  const own = await shownBy(db, actor);
  if (numberId !== null && !own.some(({ id }) => id === numberId))
    return fail("phone.number_not_yours", { numberId }, [
      { field: "numberId", problem: "is not among the numbers that you may show" },
    ]);
  const wanted = numberId === null ? own : own.filter(({ id }) => id === numberId);
  if (wanted.length === 0) return fail("phone.no_line", { workspaceId: actor.workspaceId });
  const allowed = wanted.find(({ settings }) => mayBeCalled(settings, called));
  return (
    allowed ??
    fail("phone.prefix_not_allowed", {}, [
      { field: "to", problem: "begins like numbers that may not be called" },
    ])
  );
}

/** A number without what different networks put before it. */
const bare = (number: string): string => number.replace(/^(?:\+|00)/, "");

/**
 * Which of our numbers was called. It is looked for at the line over which the call came, and, since carriers serve
 * several of our lines from one address, among numbers of the world at lines with the same sources.
 */
export async function numberCalled(db: Db, lineId: string, called: string): Promise<OurNumber | undefined> {
  const { rows } = await db.query<OurNumber & { isHere: boolean }>(
    `select ${columns}, n.line_id = $1 as "isHere" from ${from}
     where (n.line_id = $1 and (n.number = $2 or ltrim(n.number, '+') = $3)) or (n.number = '+' || $3 and exists (
       select 1 from phone_lines via where via.id = $1 and via.settings->>'protocol' = l.settings->>'protocol'
         and via.settings->'sources' ?| array(select jsonb_array_elements_text(l.settings->'sources'))))
     order by "isHere" desc limit 1`,
    [lineId, called, bare(called)],
  );
  return rows[0];
}
