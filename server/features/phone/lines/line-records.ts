import type { Work } from "#server/platform/news/index.ts";
import type { NumberOfLine, PhoneLine } from "#shared/contract/phone-lines.ts";
import type { PhoneLineSettings } from "#shared/domain/phone/phone-line.ts";
import type { PhoneLine as Line } from "../phone-line.ts";

type Db = Pick<Work, "query">;

/** A line as it is stored, but its password. */
export interface LineRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly settings: PhoneLineSettings;
  readonly hasPassword: boolean;
  readonly numbers: readonly NumberOfLine[];
  readonly calls: number;
}

const columns = `l.id, l.name, l.version, l.enabled, l.settings, l.password is not null as "hasPassword",
  coalesce((select json_agg(json_build_object('id', n.id, 'number', n.number, 'label', n.label, 'queueId', n.queue_id,
    'groupIds', n.group_ids) order by n.number) from phone_numbers n where n.line_id = l.id), '[]') as numbers,
  (select count(*)::int from phone_legs p join calls k on k.id = p.call_id where p.line_id = l.id and k.ended_at is null)
    as calls`;

/** The lines of a workspace, or one of them. */
export async function lineRows(
  db: Db,
  workspaceId: string,
  lineId: string | null = null,
): Promise<LineRow[]> {
  const { rows } = await db.query<LineRow>(
    `select ${columns} from phone_lines l where l.workspace_id = $1 and ($2::uuid is null or l.id = $2)
     order by lower(l.name)`,
    [workspaceId, lineId],
  );
  return rows;
}

/** How a line stands at this server, for whoever set it up. */
function standing(
  line: Line | null,
  { id, enabled, settings }: LineRow,
): Pick<PhoneLine, "state" | "status"> {
  const only = (state: PhoneLine["state"]) => ({ state, status: null });
  if (!enabled) return only("off");
  if (!line) return only("not_here");
  if (line.listens[settings.protocol] === undefined) return only("not_listened");
  const trouble = line.trouble();
  if (trouble) return only(trouble);
  if (settings.registerSeconds === null) return only("standing");
  const registration = line.stateOf(id);
  if (!registration) return only("registering");
  return { state: registration.state, status: "status" in registration ? registration.status : null };
}

export const toLine = (line: Line | null, row: LineRow): PhoneLine =>
  ({ ...row, ...standing(line, row) }) as unknown as PhoneLine;
