import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, can, canSeeConversation } from "#shared/permissions/can.ts";
import { type Call, createCall } from "../matrix/call.ts";
import type { Floor } from "../matrix/floor.ts";
import { organisation, type Settled, settle } from "./authorisation/organisations.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { type End, eventually, openDesk } from "./support/talk.ts";

let server: TestServer;
let call: Call;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "1000", LOG_LEVEL: "error" } });
  call = createCall(server.request);
});
afterAll(() => server.stop());

const sorted = (ids: Iterable<string>) => [...ids].sort();
const idsOf = (records: readonly { id: string }[]) => sorted(records.map(({ id }) => id));

describe("lists, counts, search, exports and single items, over random organisations", () => {
  it("show the same people", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(organisation, async (given) => showPeople(await settle(server, given))),
      {
        numRuns: 60,
      },
    );
  });

  it("show the same groups", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(organisation, async (given) => {
        const { floor, me, actor, groupIds } = await settle(server, given);
        const list = await call(me.headers, "groups.list");
        if (!actor.grants["groups.view"]) {
          expect(list.status).toBe(403);
          return;
        }
        const seen = groupIds.filter((id) =>
          can(actor, "groups.view", { workspaceId: floor.id, groupIds: [id] }),
        );
        expect(idsOf(list.body)).toEqual(sorted(seen));
        for (const groupId of groupIds) {
          const { status } = await call(me.headers, "groups.get", { groupId });
          expect([groupId, status]).toEqual([groupId, seen.includes(groupId) ? 200 : 404]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("show the same conversations", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(organisation, async (given) => {
        const { me, actor, conversations } = await settle(server, given);
        if (!actor.grants["conversation.view"]) return;
        const view = async (name: string) =>
          idsOf((await call(me.headers, "conversations.list", { view: name })).body);
        const reached = (permission: "conversation.view" | "conversation.unassigned.view", state: string) =>
          idsOf(conversations.filter((one) => one.state === state && can(actor, permission, one.resource)));
        expect(await view("closed")).toEqual(reached("conversation.view", "closed"));
        expect(await view("unassigned")).toEqual(reached("conversation.unassigned.view", "waiting"));
        for (const one of conversations) {
          const { status } = await call(me.headers, "conversations.get", { conversationId: one.id });
          expect([one, status]).toEqual([one, sees(actor, one) ? 200 : 404]);
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** The list, its count, its second page, its export, a search and the profile of each. */
async function showPeople({ me, actor, people }: Settled): Promise<void> {
  const list = await call(me.headers, "users.list", { limit: 200 });
  if (!actor.grants["users.view"]) {
    expect(list.status).toBe(403);
    return;
  }
  const seen = sorted(people.filter((one) => can(actor, "users.view", one)).map(({ id }) => id));
  expect([idsOf(list.body.users), list.body.total]).toEqual([seen, seen.length]);
  const { body: page } = await call(me.headers, "users.list", { limit: 1, offset: 1 });
  expect([page.total, page.users.length]).toEqual([seen.length, seen.length > 1 ? 1 : 0]);
  const { body: file } = await call(me.headers, "users.exportCsv");
  for (const { id, email } of people) {
    const is = seen.includes(id);
    const { body: found } = await call(me.headers, "users.list", { search: email });
    const { status } = await call(me.headers, "users.get", { userId: id });
    expect([id, file.csv.includes(email), found.total, status]).toEqual([id, is, is ? 1 : 0, is ? 200 : 404]);
  }
}

const sees = (actor: Actor, { resource, state }: Settled["conversations"][number]): boolean =>
  canSeeConversation(actor, {
    workspaceId: resource.workspaceId,
    assigneeId: resource.ownerId ?? null,
    queueId: resource.queueId ?? "",
    state,
  });

describe("news on the socket, over random organisations", () => {
  it("reach exactly those who may see the single conversation", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(organisation, async (given) => {
        const { floor, me, actor, conversations } = await settle(server, given);
        const end = await openDesk(server, { ...me, password: "", token: "", cookie: "" });
        try {
          for (const one of conversations.filter(({ state }) => state === "waiting")) {
            const entitled = can(actor, "conversation.unassigned.view", one.resource);
            const heard = await hearsReturn(floor, end, one, entitled ? 5_000 : 150);
            expect([one.id, heard]).toEqual([one.id, entitled]);
          }
        } finally {
          end.close();
        }
      }),
      { numRuns: 20 },
    );
  });
});

/** Puts a waiting conversation back into its queue once more, and tells whether that desk heard of it within so many ms. */
async function hearsReturn(
  floor: Floor,
  end: End,
  { id, resource }: Settled["conversations"][number],
  patience: number,
) {
  const agent = await floor.desk({ role: floor.scheme === "standard" ? "owner" : "agent" });
  await server.server.database.pool.query(
    "update conversations set state = 'assigned', assignee_id = $2 where id = $1",
    [id, agent.id],
  );
  const witness = await openDesk(server, { ...agent, password: "", token: "", cookie: "" });
  const to = { kind: "queue", queueId: resource.queueId };
  const { status } = await call(agent.headers, "conversations.transfer", {
    conversationId: id,
    assignmentToken: 1,
    to,
  });
  expect(status).toBe(200);
  const told = (desk: End) => desk.heard<{ id: string }>("conversation.changed").some((one) => one.id === id);
  // Whoever hands over hears that it is gone: then the others are being told too.
  await eventually(() => told(witness), "the news");
  for (const until = Date.now() + patience; Date.now() < until && !told(end); )
    await new Promise((resolve) => setTimeout(resolve, 20));
  witness.close();
  return told(end);
}
