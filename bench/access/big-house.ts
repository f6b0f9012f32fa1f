import type pg from "pg";
import { createSessions } from "#server/features/accounts/sessions.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { createFloor, type PersonOptions } from "../../tests/matrix/floor.ts";

/** People of the house, groups of it, and people of another workspace in the same tables. */
export const size = { people: 50_000, groups: 500, elsewhere: 5_000 };

export interface BigHouse {
  /** An actor as his session gives him; `leads`: how many groups he leads. */
  actor(options: PersonOptions & { leading?: number }): Promise<Actor>;
  customRole(grants: object): Promise<string>;
}

const peopleSql = `
  insert into users (id, workspace_id, name, email, role, blocked_at)
  select 'u-' || $2 || '-' || n, $1, 'Person ' || md5(n::text), 'p' || n || '-' || $2 || '@big.example',
    (array['agent','agent','agent','agent','agent','agent','agent','supervisor','manager','administrator'])[1 + n % 10],
    case when n % 50 = 0 then now() end
  from generate_series(1, $3::int) n`;

/** A workspace of fifty thousand people in five hundred groups. */
export async function buildBigHouse(pool: pg.Pool): Promise<BigHouse> {
  const [house, other] = [
    await createFloor(pool, "voximplant-kit"),
    await createFloor(pool, "voximplant-kit"),
  ];
  await pool.query(peopleSql, [house.id, "here", size.people]);
  await pool.query(peopleSql, [other.id, "there", size.elsewhere]);
  await pool.query(
    "insert into groups (id, workspace_id, name) select gen_random_uuid(), $1, 'Group ' || n from generate_series(1, $2::int) n",
    [house.id, size.groups],
  );
  await pool.query(
    `insert into group_members (group_id, user_id)
     select g.id, 'u-here-' || n from generate_series(1, $2::int) n
     join (select id, row_number() over (order by name) as at from groups where workspace_id = $1) g on g.at = 1 + n % $3`,
    [house.id, size.people, size.groups],
  );
  await pool.query("vacuum analyze");
  const sessions = createSessions(pool);
  return {
    async actor({ leading = 0, ...options }) {
      const { rows } = await pool.query<{ id: string }>(
        "select id from groups where workspace_id = $1 order by id limit $2",
        [house.id, leading],
      );
      const desk = await house.desk({ ...options, leads: rows.map(({ id }) => id) });
      const actor = await sessions.byToken(desk.headers.authorization.slice("Bearer ".length), null);
      if (!actor) throw new Error("the session that was just made is not there");
      return actor;
    },
    customRole: (grants) =>
      house.customRole({ name: `Role ${Math.random()}`, basedOn: "manager", grants: grants as never }),
  };
}
