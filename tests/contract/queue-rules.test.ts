import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueueSettings } from "#shared/contract/groups.ts";
import { defaultQueueRules, type QueueRules } from "#shared/domain/queue-rules.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let shop: TestWorkspace;
let boss: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  shop = await server.workspace({ scheme: "voximplant-kit", queues: ["Orders"] });
  boss = await server.signedIn(shop, { role: "owner", name: "Otto" });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const make = async (name: string, who = boss): Promise<QueueSettings> =>
  (await ask(who, "POST", "/setup/queues", { name })).body;
const read = async (queue: QueueSettings) => (await ask(boss, "GET", `/setup/queues/${queue.id}/rules`)).body;
const set = (queue: QueueSettings, rules: Partial<QueueRules>, version = queue.version) =>
  ask(boss, "PUT", `/setup/queues/${queue.id}/rules`, { version, rules });
const to = (queue: QueueSettings) => ({ to: "queue" as const, queueId: queue.id as string });
const skill = async (name: string, who = boss): Promise<string> =>
  (await ask(who, "POST", "/skills", { name })).body.id;
const wants = (skillId: string) => ({
  skillId,
  level: 3,
  need: "required" as const,
  relaxAfterSeconds: 60,
});

describe("the rules of a queue", () => {
  it("begin with what is usual, change part by part, and stand in the log as names before and after", async () => {
    const [queue, other] = [await make("Spanish"), await make("Everybody")];
    const spanish = await skill("Spanish");
    expect(await read(queue)).toEqual({ queueId: queue.id, version: 1, rules: defaultQueueRules });
    const saved = await set(queue, {
      selection: "most_skilled",
      skills: [wants(spanish)],
      whenClosed: to(other),
      hours: {
        timeZone: "Europe/Madrid",
        week: { "1": [["09:00", "18:00"]] },
        holidays: [{ day: "2026-12-25", name: "Navidad", spans: [] }],
      },
    });
    expect(saved).toMatchObject({ status: 200, body: { version: 2, rules: { selection: "most_skilled" } } });
    expect(await read(queue)).toEqual(saved.body);
    const later = await set(queue, { selection: "most_skilled", ringSeconds: 45 }, 2);
    expect(later.body.rules).toEqual({ ...saved.body.rules, ringSeconds: 45 });
    const { rows } = await server.server.database.pool.query(
      "select action, before, after from activity_log where target_id = $1 and action <> 'queue.created' order by seq",
      [queue.id],
    );
    expect(rows).toEqual([
      {
        action: "queue.rules_changed",
        before: { selection: "least_loaded", skills: [], hours: null, whenClosed: { to: "stay" } },
        after: {
          selection: "most_skilled",
          skills: ["Spanish · 3 · required · 60 s"],
          hours: {
            timeZone: "Europe/Madrid",
            week: { "1": ["09:00–18:00"] },
            holidays: ["2026-12-25 Navidad"],
          },
          whenClosed: { to: "queue", queue: "Everybody" },
        },
      },
      { action: "queue.rules_changed", before: { ringSeconds: 20 }, after: { ringSeconds: 45 } },
    ]);
  });

  it("are not saved over those of somebody who was faster, and saving the same again changes nothing", async () => {
    const queue = await make("Twice");
    const answers = await Promise.all([set(queue, { ringSeconds: 30 }), set(queue, { ringSeconds: 40 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const now = await read(queue);
    expect(await set(queue, { ringSeconds: now.rules.ringSeconds }, 2)).toMatchObject({
      status: 200,
      body: { version: 2 },
    });
  });

  it("name only what this workspace has, field by field", async () => {
    const queue = await make("Strict");
    const elsewhere = await server.workspace({ scheme: "voximplant-kit", queues: ["Theirs"] });
    const stranger = await server.signedIn(elsewhere, { role: "owner" });
    const theirs = await make("Foreign", stranger);
    const theirSkill = await skill("Foreign", stranger);
    const refused = await set(queue, {
      skills: [wants(theirSkill)],
      whenFull: to(theirs),
      whenWaitedTooLong: to(queue),
      wrapUp: { ...defaultQueueRules.wrapUp, topicSetId: randomUUID() },
    });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        code: "request.invalid",
        data: { fields: [{ field: "whenWaitedTooLong.queueId", problem: "is the queue itself" }] },
      },
    });
    const unknown = await set(queue, {
      skills: [wants(theirSkill)],
      whenFull: to(theirs),
      wrapUp: { ...defaultQueueRules.wrapUp, topicSetId: randomUUID() },
    });
    expect(unknown.body.data.fields.map(({ field }: { field: string }) => field)).toEqual([
      "skills.0.skillId",
      "whenFull.queueId",
      "wrapUp.topicSetId",
    ]);
    const wrong = await set(queue, { ringSeconds: 4, media: { chat: false, voice: false, video: false } });
    expect(wrong).toMatchObject({
      status: 400,
      body: { data: { fields: [{ field: "rules.ringSeconds" }] } },
    });
    expect((await ask(stranger, "GET", `/setup/queues/${queue.id}/rules`)).body.code).toBe("queue.not_found");
    expect(await read(queue)).toMatchObject({ version: 1, rules: defaultQueueRules });
  });

  it("never send anybody round in a circle, also when two are saved at once; the way is named", async () => {
    const [a, b, c] = [await make("A"), await make("B"), await make("C")];
    expect((await set(a, { whenClosed: to(b) })).status).toBe(200);
    expect((await set(b, { whenFull: to(c) })).status).toBe(200);
    expect(await set(c, { whenWaitedTooLong: to(a) })).toMatchObject({
      status: 409,
      body: {
        code: "queue.overflow_loop",
        data: { fields: [{ field: "whenWaitedTooLong.queueId", problem: "C → A → B → C" }] },
      },
    });
    const [d, e] = [await make("D"), await make("E")];
    const both = await Promise.all([set(d, { whenClosed: to(e) }), set(e, { whenClosed: to(d) })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("keep what they use: the queue and the skill stay, and who uses them is named", async () => {
    const [asking, backup] = [await make("Asking"), await make("Backup")];
    const german = await skill("German");
    await set(asking, { skills: [wants(german)], whenClosed: to(backup) });
    expect(
      await ask(boss, "PUT", `/setup/queues/${backup.id}`, { version: backup.version, archived: true }),
    ).toMatchObject({
      status: 409,
      body: {
        code: "queue.used_by_queues",
        data: { fields: [{ field: "queues", problem: "Asking" }] },
      },
    });
    expect(await ask(boss, "DELETE", `/skills/${german}`)).toMatchObject({
      status: 409,
      body: { code: "skill.asked_for", data: { fields: [{ field: "queues", problem: "Asking" }] } },
    });
    await set(asking, { skills: [], whenClosed: { to: "stay" } }, 2);
    expect((await ask(boss, "DELETE", `/skills/${german}`)).status).toBe(200);
  });
});
