import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProcedureMeta } from "#shared/contract/procedure.ts";
import { schemeNames } from "#shared/permissions/schemes/index.ts";
import { procedures } from "../../scripts/describe-contract.ts";
import { type Call, createCall } from "../matrix/call.ts";
import { deskExpectations } from "./authorisation/desk-expectations.ts";
import type { Expectation } from "./authorisation/expectation.ts";
import { look, procedureOf } from "./authorisation/look.ts";
import { outsiders } from "./authorisation/outsiders.ts";
import { setupExpectations } from "./authorisation/setup-expectations.ts";
import { buildWorld, type World } from "./authorisation/world.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let call: Call;
let worlds: World[];
let cells = 0;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "1000", LOG_LEVEL: "error" } });
  call = createCall(server.request);
  const { pool } = server.server.database;
  worlds = await Promise.all(schemeNames.map((scheme) => buildWorld(pool, scheme)));
});
afterAll(async () => {
  console.log(`${cells} answers of ${Object.keys(table).length} questions were looked at`);
  await server.stop();
});

/** `procedure` or `procedure (what else its input names)`. */
const table: Readonly<Record<string, Expectation>> = { ...deskExpectations, ...setupExpectations };
const everything = procedures().map(({ name, procedure }) => ({
  name,
  access: (procedure["~orpc"].meta as ProcedureMeta).access,
}));

describe("the expectation", () => {
  const known = new Set([...Object.keys(table).map(procedureOf), ...Object.keys(outsiders)]);

  it.each(everything)("has a row for $name, and agrees who may ask it", ({ name, access }) => {
    expect(known, `say in tests/contract/authorisation who may do ${name}, and to what`).toContain(name);
    const said =
      outsiders[name] ?? Object.entries(table).find(([row]) => procedureOf(row) === name)?.[1].access;
    expect(access).toBe(said);
  });

  it("has no row for a procedure that is not there", () => {
    const there = new Set(everything.map(({ name }) => name));
    expect([...known].filter((name) => !there.has(name))).toEqual([]);
  });
});

describe("every role of every scheme, with own, managed, other, foreign and missing things", () => {
  it.each(Object.entries(table))("%s", { timeout: 120_000 }, async (name, row) => {
    const found = await Promise.all(
      worlds.map(async (world) => {
        const wrong: string[] = [];
        for (const actor of world.actors.values()) {
          const looked = await look({ call, world, actor, name, row });
          cells += looked.cells;
          wrong.push(...looked.wrong);
        }
        return wrong;
      }),
    );
    expect(found.flat()).toEqual([]);
  });

  it.each(Object.entries(outsiders).filter(([, who]) => who === "visitor"))(
    "%s is not for staff",
    async (name) => {
      for (const world of worlds)
        for (const { headers } of world.actors.values()) {
          cells += 1;
          const answer = await call(headers, name, {
            conversationId: "00000000-0000-4000-8000-000000000000",
          });
          expect(answer).toMatchObject({ status: 401, body: { defined: true } });
        }
    },
  );

  it("looked at three thousand answers and more", () => {
    expect(cells).toBeGreaterThanOrEqual(3_000);
  });
});
