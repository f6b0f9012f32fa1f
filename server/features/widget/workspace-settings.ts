import type pg from "pg";
import type { PrechatForm } from "#server/platform/db/schema/workspaces.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { Hours } from "#shared/domain/opening-hours.ts";
import type { WorkspaceSettings as GeneralSettings } from "#shared/domain/settings.ts";

/** What the widget needs to know of a workspace. */
export interface WorkspaceSettings {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly accent: string;
  readonly allowedSites: readonly string[];
  readonly identityMode: "optional" | "required";
  readonly identitySecret: string;
  readonly languages: readonly Language[];
  readonly prechat: PrechatForm;
  readonly hours: Hours | null;
  /** The widget tells who is on the site. */
  readonly visitors?: boolean;
  /** Its general settings, as they are stored. */
  readonly settings?: Partial<GeneralSettings>;
}

export interface WorkspaceLookup {
  byKey(key: string): Promise<WorkspaceSettings | undefined>;
  byId(id: string): Promise<WorkspaceSettings | undefined>;
}

const freshMs = 5_000;
const mostKept = 10_000;

/** Reads workspaces, and remembers each for some seconds: every page view of every site asks. */
export function createWorkspaceLookup(
  pool: Pick<pg.Pool, "query">,
  now: () => number = Date.now,
): WorkspaceLookup {
  const kept = new Map<string, { at: number; found: Promise<WorkspaceSettings | undefined> }>();
  const lookUp = (column: "key" | "id", value: string) => {
    const name = `${column}:${value}`;
    const known = kept.get(name);
    if (known && now() - known.at < freshMs) return known.found;
    if (kept.size >= mostKept) kept.clear();
    const found = read(pool, column, value);
    kept.set(name, { at: now(), found });
    found.catch(() => kept.delete(name));
    return found;
  };
  return { byKey: (key) => lookUp("key", key), byId: (id) => lookUp("id", id) };
}

async function read(pool: Pick<pg.Pool, "query">, column: "key" | "id", value: string) {
  const { rows } = await pool.query<WorkspaceSettings>(
    `select id, key, name, accent, allowed_sites as "allowedSites", identity_mode as "identityMode",
            identity_secret as "identitySecret", languages, prechat, hours,
            coalesce((settings->'visitors'->>'shown')::boolean, false) as visitors, settings
       from workspaces where ${column}::text = $1`,
    [value],
  );
  return rows[0];
}
