import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentStatus, StatusLogEntry } from "#shared/contract/index.ts";
import { lengthsOf } from "#shared/domain/status/index.ts";
import type { SignedIn, TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  accept,
  type End,
  eventually,
  openDesk,
  openVisitor,
  ready,
  sites,
  snapshot,
} from "./support/talk.ts";

let server: TestServer;
let two: TestServer;
beforeAll(async () => {
  const env = { LIMIT_SCALE: "1000", LOG_LEVEL: "silent" };
  server = await startTestServer({ env });
  two = await startTestServer({ env, databaseUrl: server.databaseUrl });
});
afterAll(async () => {
  await two.stop();
  await server.stop();
});

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const aShop = () => server.workspace({ allowedSites: sites });
async function atDesk(shop: TestWorkspace, options: object = {}): Promise<{ user: SignedIn; desk: End }> {
  const user = await server.signedIn(shop, { queues: ["Orders"], ...options });
  return { user, desk: await openDesk(server, user) };
}
const logOf = async (who: End, path: string): Promise<StatusLogEntry[]> => {
  const { status, body } = await who.http("GET", path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return body.entries;
};
const workOf = (desk: End) => logOf(desk, "/me/status/log?show=activity&limit=200");

describe("what somebody does", () => {
  it("is written as it changes: offered, in conversation, after-work, nothing; apart from what he chose", async () => {
    const shop = await aShop();
    const { desk } = await atDesk(shop);
    await ready(desk);
    await sql(
      `update queues set rules = rules || '{"wrapUp":{"enabled":true,"seconds":60,"auto":true,"dispositionRequired":false,"topicSetId":null,"topicsRequired":false}}' where workspace_id = $1`,
      [shop.id],
    );
    const { conversation } = await openVisitor(server, shop);
    const talk = await accept(desk, conversation.id);
    const { assignmentToken } = talk;
    await desk.http("POST", `/conversations/${talk.id}/park`, {
      ...{ assignmentToken, until: new Date(Date.now() + 3_600_000).toISOString(), note: "" },
    });
    await desk.http("POST", `/conversations/${talk.id}/resume`, { assignmentToken });
    await desk.http("POST", `/conversations/${talk.id}/close`, { assignmentToken, outcome: "resolved" });
    await desk.http("POST", `/conversations/${talk.id}/wrap-up`, { disposition: "resolved" });
    const lines = await workOf(desk);
    expect(lines.map(({ value, cause }) => `${value} ${cause}`).reverse()).toEqual(
      ["idle", "offered", "in_service", "idle", "in_service", "wrap_up", "idle"].map((one) => `${one} work`),
    );
    expect((await logOf(desk, "/me/status/log?show=all")).length).toBe(lines.length + 2);
  });

  it("has no gap and no overlap, whatever many people do at once on two servers, and ends with what is so", {
    timeout: 120_000,
  }, async () => {
    const shop = await aShop();
    const desks = await Promise.all(
      Array.from({ length: 3 }, async (_, index) => {
        const user = await server.signedIn(shop, { queues: ["Orders"], maxConversations: 3 });
        const desk = await openDesk(index % 2 ? two : server, user);
        await ready(desk);
        return { user, desk };
      }),
    );
    const acts = {
      come: async () => void (await openVisitor(server, shop)),
      accept: async ({ desk }: (typeof desks)[number]) => {
        const first = async () => (await snapshot(desk)).offers[0];
        // What has just come rings in a moment.
        const offer = (await first()) ?? (await sleep(300).then(first));
        if (offer) await desk.http("POST", `/offers/${offer.id}/accept`);
      },
      decline: async ({ desk }: (typeof desks)[number]) => {
        const [offer] = (await snapshot(desk)).offers;
        if (offer) await desk.http("POST", `/offers/${offer.id}/decline`);
      },
      close: async ({ desk }: (typeof desks)[number]) => {
        const { body } = await desk.http("GET", "/conversations?view=mine");
        const [one] = body;
        if (one)
          await desk.http("POST", `/conversations/${one.id}/close`, {
            ...{ assignmentToken: one.assignmentToken, outcome: "resolved" },
          });
      },
      ready: async ({ desk }: (typeof desks)[number]) => void (await ready(desk)),
    };
    const step = fc.tuple(
      fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
      fc.integer({ min: 0, max: 2 }),
    );
    const each = (act: keyof typeof acts) => desks.map((_, who): [keyof typeof acts, number] => [act, who]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 2, maxLength: 5 }), { minLength: 6, maxLength: 8 }),
        async (rounds) => {
          for (const round of rounds)
            await Promise.all(round.map(([act, who]) => acts[act](desks[who] as (typeof desks)[number])));
          for (const { desk } of desks) await judge(desk);
        },
      ),
      // The first one is sure to have all of them at work.
      { numRuns: 3, examples: [[[each("come"), each("accept"), each("close")]]] },
    );
    const lines = await Promise.all(desks.map(({ desk }) => workOf(desk)));
    for (const ofOne of lines) expect(ofOne.map(({ value }) => value)).toContain("in_service");
  });
});

/** Looks when nothing of his changes any more; ids are the order in which the lines were written. */
async function judge(desk: End): Promise<void> {
  const lines = await eventually(async () => {
    const found = await workOf(desk);
    const { activity } = (await snapshot(desk)).status;
    const again = await workOf(desk);
    return found[0]?.id === again[0]?.id && found[0]?.value === activity ? found : undefined;
  }, "the log saying what is so");
  for (const [index, line] of lines.entries()) {
    const older = lines[index + 1];
    if (!older) continue;
    expect(line.value, "each line is a change").not.toBe(older.value);
    expect(Date.parse(line.at), "time does not go back").toBeGreaterThanOrEqual(Date.parse(older.at));
  }
  const now = Date.now() + 1_000;
  const total = lengthsOf(lines, now).reduce<number>((sum, length) => sum + (length ?? 0), 0);
  expect(total).toBe(now - Date.parse(lines.at(-1)?.at ?? ""));
  expect(lines.at(-1)?.value).toBe("idle");
}

describe("somebody else's status", () => {
  async function aTeam() {
    const shop = await server.workspace({ scheme: "voximplant-kit", allowedSites: sites });
    const lead = await server.user(shop, { role: "supervisor", name: "Clara Lead" });
    const ana = await server.user(shop, { queues: ["Orders"] });
    await server.group(shop, { leaders: [lead], members: [ana] });
    const sit = async (person: TestUser) => {
      const user = await server.signIn(person);
      return { user, desk: await openDesk(server, user) };
    };
    return { lead: await sit(lead), ana: await sit(ana), stranger: await atDesk(shop) };
  }
  const set = (by: End, user: TestUser, more: object) =>
    by.http("PUT", `/users/${user.id}/status`, { status: "offline", reason: "Went home", ...more });

  it("is read by who leads his group, and by nobody beside or below", async () => {
    const { lead, ana, stranger } = await aTeam();
    await ready(ana.desk);
    const { status, body } = await lead.desk.http("GET", `/users/${ana.user.id}/status/log`);
    expect({ status, now: body.status.status }).toEqual({ status: 200, now: "ready" });
    expect(body.entries[0]).toMatchObject({ kind: "status", value: "ready", cause: "chosen" });
    expect((await lead.desk.http("GET", `/users/${stranger.user.id}/status/log`)).body.code).toBe(
      "user.not_found",
    );
    expect((await ana.desk.http("GET", `/users/${lead.user.id}/status/log`)).status).toBe(403);
    expect((await lead.desk.http("GET", "/users/nobody/status/log")).body.code).toBe("user.not_found");
  });

  it("is set by who leads him, never to Ready; who did it and why is told at once and stands in the log", async () => {
    const { lead, ana, stranger } = await aTeam();
    await ready(ana.desk);
    expect((await set(lead.desk, ana.user, { status: "ready" })).status).toBe(400);
    expect((await set(lead.desk, ana.user, { reason: " " })).status).toBe(400);
    expect((await set(lead.desk, stranger.user, {})).body.code).toBe("user.not_found");
    expect((await set(ana.desk, lead.user, {})).status).toBe(403);
    expect((await set(lead.desk, lead.user, {})).status).toBe(403);

    expect((await set(lead.desk, ana.user, {})).status).toBe(200);
    const heard = await eventually(
      () => ana.desk.heard<AgentStatus>("status.changed").find(({ cause }) => cause === "set_by_other"),
      "being told",
    );
    expect(heard).toMatchObject({ status: "offline", byName: "Clara Lead", reason: "Went home" });
    expect((await logOf(ana.desk, "/me/status/log"))[0]).toMatchObject({
      ...{ value: "offline", cause: "set_by_other", byName: "Clara Lead", reason: "Went home" },
    });
    // Neither a reload nor the next day makes him anything else; he himself does.
    ana.desk.close();
    const back = await openDesk(server, ana.user);
    expect((await snapshot(back)).status).toMatchObject({ status: "offline", cause: "set_by_other" });
    await ready(back);
    expect((await snapshot(back)).status).toMatchObject({ status: "ready", byName: null });
  });

  it("can only be Offline while no device of his is connected: anything else is refused and said why", async () => {
    const { lead, ana } = await aTeam();
    ana.desk.close();
    await server.server.database.pool.query("delete from presence_leases where user_id = $1", [ana.user.id]);
    for (const status of ["online", "dnd"]) {
      const refused = await set(lead.desk, ana.user, { status });
      expect([refused.status, refused.body.code]).toEqual([409, "status.absent"]);
    }
    expect((await set(lead.desk, ana.user, {})).body).toMatchObject({ status: "offline", present: false });
    // He finds at his return who did it and why.
    const back = await openDesk(server, ana.user);
    expect((await snapshot(back)).status).toMatchObject({ cause: "set_by_other", byName: "Clara Lead" });
    expect((await set(lead.desk, ana.user, { status: "dnd" })).body).toMatchObject({ status: "dnd" });
  });

  it("is not set any more once he is blocked", async () => {
    const { lead, ana } = await aTeam();
    await server.server.database.pool.query("update users set blocked_at = now() where id = $1", [
      ana.user.id,
    ]);
    const refused = await set(lead.desk, ana.user, {});
    expect([refused.status, refused.body.code]).toEqual([409, "user.stale"]);
  });

  it("cannot be given to whom the role gives none", async () => {
    const shop = await server.workspace({ scheme: "aivo-live", allowedSites: sites });
    const boss = await atDesk(shop, { role: "administrator" });
    const other = await server.user(shop, { role: "supervisor" });
    const { status, body } = await set(boss.desk, other, {});
    expect({ status, code: body.code }).toEqual({ status: 409, code: "status.none" });
  });
});
