import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, HelpRequest, Typing } from "#shared/contract/index.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { type End, eventually, logOf, openDesk, openVisitor, say, sites } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

interface Floor {
  shop: TestWorkspace;
  atAna: End;
  given: Conversation;
  /** Leads Ana's group; supervises her queue; has all; leads other people; is an agent as she is. */
  leader: End;
  supervisor: End;
  owner: End;
  stranger: End;
  colleague: End;
}

async function floor(): Promise<Floor> {
  const shop = await server.workspace({
    scheme: "voximplant-kit",
    queues: ["Orders", "Billing"],
    allowedSites: sites,
  });
  const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
  const person = (name: string, role: string) => server.signedIn(shop, { name, role });
  const people = {
    leader: await person("Lea", "supervisor"),
    supervisor: await person("Sam", "supervisor"),
    owner: await person("Olga", "owner"),
    stranger: await person("Stan", "supervisor"),
    colleague: await person("Cora", "agent"),
  };
  await server.group(shop, { name: "Desk", leaders: [people.leader], members: [ana] });
  await server.group(shop, { name: "Others", leaders: [people.stranger], members: [people.colleague] });
  await server.server.database.pool.query(
    "insert into queue_supervisors (queue_id, user_id, level) values ($1, $2, 'viewer')",
    [shop.queueIds.Orders, people.supervisor.id],
  );
  const open = (user: SignedIn) => openDesk(server, user);
  const [atAna, leader, supervisor, owner, stranger, colleague] = await Promise.all(
    [ana, people.leader, people.supervisor, people.owner, people.stranger, people.colleague].map(open),
  );
  const customer = await openVisitor(server, shop);
  const { body: given } = await (atAna as End).http(
    "POST",
    `/conversations/${customer.conversation.id}/take`,
  );
  return { shop, atAna, given, leader, supervisor, owner, stranger, colleague } as Floor;
}

const ask = (desk: End, id: string, reason = "He wants 500 back") =>
  desk.http("POST", `/conversations/${id}/help`, { reason });
const latest = (desk: End) => desk.heard<HelpRequest>("help.changed").at(-1);

describe("asking for help", () => {
  it("is heard at once by those who look after the agent or the queue, and by nobody else", async () => {
    const { atAna, given, leader, supervisor, owner, stranger, colleague } = await floor();

    const asked = await ask(atAna, given.id);

    expect(asked).toMatchObject({ status: 200, body: { state: "open", askedBy: { name: "Ana" } } });
    const concerned = [leader, supervisor, owner];
    await eventually(
      () => concerned.every((desk) => latest(desk)?.reason === "He wants 500 back"),
      "the news",
    );
    for (const desk of concerned)
      expect((await desk.http("GET", "/help")).body).toMatchObject([{ id: asked.body.id }]);
    expect((await stranger.http("GET", "/help")).body).toEqual([]);
    expect((await colleague.http("GET", "/help")).status).toBe(403);
    expect([latest(stranger), latest(colleague)]).toEqual([undefined, undefined]);
    // Seeing and noting go with it, for them alone, and only as long as it is open.
    expect((await leader.http("GET", `/conversations/${given.id}`)).status).toBe(200);
    expect((await stranger.http("GET", `/conversations/${given.id}`)).status).toBe(404);
    expect((await leader.http("GET", `/customers/${given.customer.id}`)).status).toBe(200);
    expect((await stranger.http("GET", `/customers/${given.customer.id}`)).status).toBe(404);
    expect(await ask(atAna, given.id)).toMatchObject({ status: 409, body: { code: "help.open_already" } });
    expect((await atAna.http("GET", `/conversations/${given.id}`)).body.help).toMatchObject({
      state: "open",
    });
  });

  it("is taken by exactly one, who is named to the agent, reads, notes and closes it", async () => {
    const { atAna, given, leader, supervisor, stranger } = await floor();
    const { id } = (await ask(atAna, given.id)).body as HelpRequest;

    expect(await stranger.http("POST", `/help/${id}/take`)).toMatchObject({ status: 404 });
    expect(await stranger.http("POST", `/help/${randomUUID()}/take`)).toMatchObject({ status: 404 });
    const tries = await Promise.all(
      [leader, supervisor].map((desk) => desk.http("POST", `/help/${id}/take`)),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409]);
    const helper = tries[0]?.status === 200 ? leader : supervisor;
    const name = helper === leader ? "Lea" : "Sam";
    await eventually(() => latest(atAna)?.takenBy?.name === name, "being told who comes");

    await helper.ask("conversation.watch", { conversationId: given.id });
    expect(await say(helper, given.id, "Give it to him.", { kind: "note" })).toMatchObject({ ok: true });
    expect(await say(helper, given.id, "Dear customer")).toMatchObject({ ok: false });
    expect(await say(stranger, given.id, "hm", { kind: "note" })).toMatchObject({ ok: false });
    await eventually(async () => JSON.stringify(await logOf(atAna, given.id)).includes("Give it to him."));

    expect(await helper.http("POST", `/help/${id}/close`)).toMatchObject({ body: { state: "closed" } });
    expect((await helper.http("GET", `/conversations/${given.id}`)).status).toBe(404);
    const said = (await logOf(atAna, given.id)).flatMap(({ body }) =>
      body.kind === "noted" ? [body.what] : [],
    );
    expect(said).toEqual(["help_asked", "help_taken", "help_closed"]);
  });

  it("is taken back by who asked, and is over when he has the conversation no longer", async () => {
    const { shop, atAna, given, leader } = await floor();
    const first = (await ask(atAna, given.id)).body as HelpRequest;
    expect(await leader.http("POST", `/help/${first.id}/withdraw`)).toMatchObject({ status: 404 });
    expect(await atAna.http("POST", `/help/${first.id}/withdraw`)).toMatchObject({
      body: { state: "closed" },
    });

    await ask(atAna, given.id, "Again");
    await atAna.http("POST", `/conversations/${given.id}/transfer`, {
      assignmentToken: given.assignmentToken,
      to: { kind: "queue", queueId: shop.queueIds.Billing },
    });
    await eventually(
      () => latest(leader)?.reason === "Again" && latest(leader)?.state === "closed",
      "its end",
    );
    expect((await leader.http("GET", "/help")).body).toEqual([]);
  });

  it("lets agent and helper see that the other is writing, and the customer nothing of a note", async () => {
    const { atAna, given, leader, stranger } = await floor();
    await ask(atAna, given.id);
    await leader.ask("conversation.watch", { conversationId: given.id });

    const typing = { conversationId: given.id, on: true, note: true };
    expect(await leader.ask("typing.set", typing)).toMatchObject({ ok: true });
    expect(await stranger.ask("typing.set", typing)).toMatchObject({ ok: false });
    expect(await leader.ask("typing.set", { ...typing, note: false })).toMatchObject({ ok: false });
    await eventually(() => atAna.heard<Typing>("typing").some(({ who }) => who.name === "Lea"), "typing");
    await atAna.ask("typing.set", { ...typing, note: false });
    await eventually(() => leader.heard<Typing>("typing").some(({ who }) => who.name === "Ana"), "typing");
  });
});
