import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGoneSweep } from "#server/features/conversations/sweep-gone.ts";
import { createParkedSweep } from "#server/features/conversations/sweep-parked.ts";
import { type Database, openDatabase } from "#server/platform/db/open-database.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let database: Database;
let shop: TestWorkspace;
let full: SignedIn;
let free: SignedIn;
beforeAll(async () => {
  server = await startTestServer();
  shop = await server.workspace();
  full = await server.signedIn(shop, { name: "Full", queues: ["Orders"], maxConversations: 1 });
  free = await server.signedIn(shop, { name: "Free", queues: ["Orders"] });
  // Nobody else looks at what is due: the rounds are the test's own.
  await server.server.stop();
  database = await openDatabase({
    databaseUrl: server.databaseUrl,
    dataDir: "",
    log: createLogger("silent"),
  });
  await sql(`create table broken (id uuid primary key);
    create function refuse_broken() returns trigger language plpgsql as $$ begin
      if exists (select 1 from broken where id = new.id) then raise exception 'broken'; end if; return new; end $$;
    create trigger refuse_broken before update on conversations for each row execute function refuse_broken()`);
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

// biome-ignore lint/suspicious/noExplicitAny: rows of every shape
const sql = async (text: string, values?: unknown[]): Promise<any[]> =>
  (await database.pool.query(text, values)).rows;

/** What a sweep works with, and which ones it could not do. */
function theRest() {
  const failed: string[] = [];
  const news = { publish: async (committed: { result: unknown }) => committed.result };
  const log = { error: ({ item }: { item: { id: string } }) => void failed.push(item.id) };
  return { failed, deps: { pool: database.pool, news, log } as never };
}

/** A conversation that somebody has, parked until so many seconds ago. */
async function given({ id }: SignedIn, parkedSeconds: number | null = null): Promise<string> {
  const [made] = await sql(
    `with customer as (insert into customers (workspace_id, name) values ($1, 'Zoe') returning id)
     insert into conversations (workspace_id, customer_id, queue_id, start_id, state, assignee_id, assigned_at, parked_until)
     select $1, id, $2, gen_random_uuid(), 'assigned', $3, now(), now() - make_interval(secs => $4) from customer returning id`,
    [shop.id, shop.queueIds.Orders, id, parkedSeconds],
  );
  return made.id;
}

const present = (...people: SignedIn[]) =>
  sql(
    `insert into presence_leases (connection_id, user_id, until)
     select gen_random_uuid(), one, now() + interval '1 minute' from unnest($1::text[]) one`,
    [people.map(({ id }) => id)],
  );

const isParked = async (id: string) =>
  (await sql("select parked_until is not null as parked from conversations where id = $1", [id]))[0].parked;

describe("a round that looks at what is due", () => {
  it("reaches what is due although the agents of older ones are full and one cannot be taken up", async () => {
    await present(full, free);
    await given(full);
    const waits = [await given(full, 90), await given(full, 80)];
    const broken = await given(free, 70);
    const due = await given(free, 60);
    await sql("insert into broken values ($1)", [broken]);
    const { deps, failed } = theRest();
    const sweep = createParkedSweep(deps, 2);

    await sweep();
    expect(await isParked(due)).toBe(true);
    await sweep();

    expect(await isParked(due)).toBe(false);
    expect(failed).toEqual([broken]);
    for (const id of [...waits, broken]) expect(await isParked(id)).toBe(true);
    await sql("update conversations set last_message_by = 'customer', last_message_seq = 9 where id = $1", [
      waits[1],
    ]);
    // Whose customer waits for an answer comes before all others.
    await createParkedSweep(deps, 1)();
    const stateOf = async (id: string | undefined) =>
      (await sql("select state from conversations where id = $1", [id]))[0].state;
    expect(await stateOf(waits[1])).toBe("waiting");
    // One that cannot be taken up holds nobody up, though its customer waits too, and longer.
    await sql("delete from broken");
    await sql(
      `update conversations set last_message_by = 'customer', last_message_seq = 9,
         parked_until = now() - make_interval(days => (id = $1)::int) where id in ($1, $2)`,
      [broken, waits[0]],
    );
    await sql("insert into broken values ($1)", [broken]);
    const one = createParkedSweep(deps, 1);
    await one();
    await one();
    expect(await stateOf(waits[0])).toBe("waiting");
    await sql("delete from broken; delete from presence_leases; delete from conversations");
  });

  it("gives back what agents who are gone had, although those of one cannot be given back", async () => {
    const [broken, other] = [await given(full), await given(free)];
    await sql("insert into broken values ($1)", [broken]);
    for (const [who, minutes] of [
      [full, 90],
      [free, 60],
    ] as const)
      await sql(
        `insert into agent_status (user_id, workspace_id, status, since) values ($1, $2, 'offline', now() - make_interval(mins => $3))
         on conflict (user_id) do update set status = excluded.status, since = excluded.since`,
        [who.id, shop.id, minutes],
      );
    const { deps, failed } = theRest();
    // One in a round: whose cannot be given back was the first.
    const sweepGone = createGoneSweep(deps, 1);

    expect([await sweepGone(), await sweepGone()]).toEqual([0, 1]);

    expect(failed).toEqual([full.id]);
    const states = await sql("select id, state from conversations");
    expect(states).toHaveLength(2);
    expect(states).toContainEqual({ id: broken, state: "assigned" });
    expect(states).toContainEqual({ id: other, state: "waiting" });
  });
});
