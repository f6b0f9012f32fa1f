import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentStatus, ConversationEvent } from "#shared/contract/index.ts";
import { schemes } from "#shared/permissions/schemes/index.ts";
import type { SignedIn } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  type End,
  eventually,
  openDesk,
  openVisitor,
  ready,
  sites,
  snapshot,
  startTalking,
} from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);

async function atDesk(): Promise<{ user: SignedIn; desk: End }> {
  const user = await server.signedIn(await server.workspace({ allowedSites: sites }), { queues: ["Orders"] });
  return { user, desk: await openDesk(server, user) };
}

/** As if nothing had been heard of him for so long. */
async function vanish({ user, desk }: { user: SignedIn; desk: End }): Promise<void> {
  desk.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await sql("delete from presence_leases where user_id = $1", [user.id]);
  await eventually(async () => (await statusOf(user)).cause === "connection_lost", "the loss");
}

const statusOf = async (user: SignedIn): Promise<AgentStatus> => {
  const { body } = await server.request("GET", "/api/v1/me", { headers: user.headers });
  return body.status;
};

describe("status and presence", () => {
  it("whoever comes is online, never ready by the system's will", async () => {
    const { desk } = await atDesk();
    expect((await snapshot(desk)).status).toMatchObject({
      status: "online",
      cause: "signed_in",
      present: true,
    });
  });

  it("a dead connection makes him offline by the system, and he gets back what he had chosen when he returns", async () => {
    const here = await atDesk();
    await ready(here.desk);
    await vanish(here);
    expect(await statusOf(here.user)).toMatchObject({
      status: "offline",
      cause: "connection_lost",
      present: false,
    });

    const back = await openDesk(server, here.user);
    expect((await snapshot(back)).status).toMatchObject({
      status: "ready",
      cause: "connection_back",
      present: true,
    });
  });

  it("whose lease lapsed while the connection stood is back with the next beat, as after a pause of the database", async () => {
    const { user, desk } = await atDesk();
    await ready(desk);
    await sql("delete from presence_leases where user_id = $1", [user.id]);
    await eventually(async () => (await statusOf(user)).cause === "connection_lost", "the loss");

    expect(await desk.ask("presence.beat")).toMatchObject({ ok: true });
    expect(await statusOf(user)).toMatchObject({ status: "ready", cause: "connection_back", present: true });
  });

  it("after more than five minutes he comes back online, not ready", async () => {
    const here = await atDesk();
    await ready(here.desk);
    await vanish(here);
    await sql("update agent_status set since = now() - interval '6 minutes' where user_id = $1", [
      here.user.id,
    ]);

    const back = await openDesk(server, here.user);
    expect((await snapshot(back)).status).toMatchObject({ status: "online", cause: "back_late" });
  });

  it("a chosen Offline stays, whatever the connection does", async () => {
    const { user, desk } = await atDesk();
    await desk.http("PUT", "/me/status", { status: "offline" });
    desk.close();
    await sql("delete from presence_leases where user_id = $1", [user.id]);
    const back = await openDesk(server, user);
    expect((await snapshot(back)).status).toMatchObject({ status: "offline", cause: "chosen" });
  });

  it("signing out is his own doing: the next sign-in starts online", async () => {
    const { user, desk } = await atDesk();
    await ready(desk);
    await server.request("POST", "/api/auth/sign-out", {
      headers: { ...user.headers, origin: server.url },
      body: {},
    });
    await eventually(async () => {
      const { rows } = await sql("select status, cause from agent_status where user_id = $1", [user.id]);
      return rows[0]?.cause === "signed_out" && rows[0]?.status === "offline";
    }, "the sign-out");

    const again = await openDesk(server, await server.signIn(user));
    expect((await snapshot(again)).status).toMatchObject({ status: "online", cause: "signed_in" });
  });

  it("a second window changes nothing, and closing one of the two neither", async () => {
    const { user, desk } = await atDesk();
    await ready(desk);
    const second = await openDesk(server, user);
    second.close();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await snapshot(desk)).status).toMatchObject({ status: "ready", present: true });
  });

  it("the lease is kept by beats on the database's clock", async () => {
    const { user, desk } = await atDesk();
    await sql("update presence_leases set until = now() + interval '2 seconds' where user_id = $1", [
      user.id,
    ]);
    expect(await desk.ask("presence.beat")).toMatchObject({ ok: true });
    const { rows } = await sql(
      "select until - now() > interval '20 seconds' as long from presence_leases where user_id = $1",
      [user.id],
    );
    expect(rows).toEqual([{ long: true }]);
  });
});

describe("many who are lost at once", () => {
  it("are Offline round by round, and one who cannot be changed stops nobody else", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    await sql(`create or replace function refuse_one() returns trigger language plpgsql as $$ begin
      if new.user_id like 'lost-7-%' then raise exception 'this one cannot be changed'; end if; return new; end $$`);
    await sql(
      "create or replace trigger refuse_one before update on agent_status for each row execute function refuse_one()",
    );
    await sql(
      `insert into agent_status (user_id, workspace_id, status, cause)
       select 'lost-' || n || '-' || $1, $1::uuid, 'online', 'signed_in' from generate_series(1, 230) n`,
      [shop.id],
    );
    const left = async () =>
      (
        await sql("select user_id as id from agent_status where workspace_id = $1 and status = 'online'", [
          shop.id,
        ])
      ).rows.map(({ id }) => id);
    try {
      const allButOne = async () => {
        const ids = await left();
        return ids.length <= 1 && ids;
      };
      // Longer than is usually waited: it is hundreds of commits.
      const rest = await eventually(allButOne).catch(() =>
        eventually(allButOne, "all but one being offline"),
      );
      expect(rest.every((id) => id.startsWith("lost-7-"))).toBe(true);
    } finally {
      await sql("drop trigger refuse_one on agent_status");
    }
    await eventually(async () => (await left()).length === 0, "the last one being offline");
  });

  it("give back what they have although their own role gives them no status", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const { "status.set": _, ...grants } =
      schemes.standard.roles.find(({ key }) => key === "agent")?.grants ?? {};
    await sql(
      `insert into custom_roles (id, workspace_id, key, name, based_on, grants)
       values (gen_random_uuid(), $1, 'custom-taker', 'Taker', 'agent', $2)`,
      [shop.id, grants],
    );
    const user = await server.signedIn(shop, { queues: ["Orders"], role: "custom-taker" });
    const desk = await openDesk(server, user);
    const { conversation } = await openVisitor(server, shop);
    expect((await desk.http("POST", `/conversations/${conversation.id}/take`)).status).toBe(200);
    expect((await sql("select 1 from agent_status where user_id = $1", [user.id])).rows).toEqual([]);
    const stateOf = async () =>
      (await sql("select state from conversations where id = $1", [conversation.id])).rows[0].state;
    const awayFor = (minutes: number) =>
      sql("update presence_leases set until = now() - make_interval(mins => $2) where user_id = $1", [
        user.id,
        minutes,
      ]);

    desk.close();
    await sleep(200);
    await awayFor(2);
    await sleep(6_000);
    expect(await stateOf()).toBe("assigned");
    await awayFor(6);
    await eventually(async () => (await stateOf()) === "waiting", "going back").catch(() =>
      eventually(async () => (await stateOf()) === "waiting", "going back"),
    );
  }, 30_000);
});

describe("news that a dead server did not live to tell", () => {
  it("is told by whoever sweeps the outbox", async () => {
    const { desk, id } = await startTalking(server);
    const heard = () => desk.heard<ConversationEvent>("event.appended").filter(({ seq }) => seq === 1).length;
    expect(heard()).toBe(0);
    await sql("insert into news_outbox (refs, created_at) values ($1, now() - interval '10 seconds')", [
      [`e:${id}:1`],
    ]);
    await eventually(() => heard() > 0, "the news");
    await eventually(
      async () =>
        (await sql("select 1 from news_outbox where created_at < now() - interval '5 seconds'")).rowCount ===
        0,
    );
  });

  it("is forgotten once told: the outbox stays small", async () => {
    await startTalking(server);
    await eventually(async () => (await sql("select 1 from news_outbox")).rowCount === 0, "an empty outbox");
  });
});
