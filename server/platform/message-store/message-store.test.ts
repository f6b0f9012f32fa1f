import type pg from "pg";
import { describe, expect, it } from "vitest";
import { commitMessages, createMessageStore, type MessageWrite } from "./message-store.ts";

const aWrite = (clientId: string, change: Partial<MessageWrite> = {}): MessageWrite => ({
  conversationId: "talk",
  clientId,
  workspaceId: "lumina",
  customerId: null,
  mustAssignee: null,
  authorKind: "agent",
  authorId: "ana",
  authorName: "Ana",
  isPublic: true,
  body: { kind: "message", text: clientId, files: [] },
  preview: clientId,
  ...change,
});

interface Statement {
  readonly name: string;
  readonly values: unknown[];
}

const empty = { seq: null, public_seq: null, at: null, news_id: null, to_customer: null, to_agent: null };
const at = new Date("2026-11-22T09:00:00Z");

/** A pool whose database knows client ids, refuses what is named in `verdicts`, and fails as the script says. */
function aPool({
  verdicts = {},
  failures = [],
}: {
  verdicts?: Record<string, string>;
  failures?: Error[];
} = {}) {
  const statements: Statement[] = [];
  const log = new Map<string, { seq: number; body: string }>();
  const query = async (statement: Statement) => {
    statements.push(statement);
    const failure = failures.shift();
    if (failure) throw failure;
    const isOne = statement.name === "write-one-message";
    const column = (index: number) =>
      (isOne ? [statement.values[index]] : statement.values[index]) as string[];
    const [clients, workspaces, bodies] = [column(1), column(2), column(9)];
    if (bodies.some((body) => body.includes("poison")))
      throw Object.assign(new Error("bad"), { code: "22P05" });
    const rows = clients.map((clientId, index) => {
      const known = log.get(clientId);
      const verdict = verdicts[clientId] ?? (workspaces[index] !== "lumina" ? "missing" : undefined);
      if (verdict) return { ...empty, ord: index + 1, verdict };
      if (known) return { ...empty, ord: index + 1, verdict: "duplicate", seq: known.seq };
      log.set(clientId, { seq: log.size + 1, body: bodies[index] ?? "" });
      const seq = log.size;
      return {
        ord: index + 1,
        verdict: "written",
        seq,
        public_seq: seq,
        at,
        news_id: "7",
        to_customer: "maria",
        to_agent: "ana",
      };
    });
    return { rows };
  };
  return { pool: { query } as unknown as Pick<pg.Pool, "query">, statements, log };
}

describe("writing messages", () => {
  it("tells for a written one its numbers, its moment, its news and whom it concerns", async () => {
    const { pool } = aPool();
    expect(await commitMessages(pool)([aWrite("one")])).toEqual([
      { verdict: "written", seq: 1, publicSeq: 1, at, newsId: 7, customerId: "maria", assigneeId: "ana" },
    ]);
  });

  it("uses the cheap statement for one message and one statement for many", async () => {
    const { pool, statements } = aPool();
    await commitMessages(pool)([aWrite("one")]);
    await commitMessages(pool)([aWrite("two"), aWrite("three")]);
    expect(statements.map(({ name }) => name)).toEqual(["write-one-message", "write-many-messages"]);
    expect(statements[1]?.values[1]).toEqual(["two", "three"]);
  });

  it.each(["missing", "closed", "not_assigned"])(
    "passes the verdict %s on to its own writer",
    async (verdict) => {
      const { pool } = aPool({ verdicts: { two: verdict } });
      const outcomes = await commitMessages(pool)([aWrite("one"), aWrite("two"), aWrite("three")]);
      expect(outcomes.map((outcome) => outcome.verdict)).toEqual(["written", verdict, "written"]);
    },
  );

  it("answers a repetition with the number of the first entry", async () => {
    const { pool } = aPool();
    const commit = commitMessages(pool);
    await commit([aWrite("one")]);
    expect(await commit([aWrite("one")])).toEqual([{ verdict: "duplicate", seq: 1 }]);
  });

  it("writes a client id that comes twice in a batch once, and the first text stands", async () => {
    const { pool, log } = aPool();
    const second = aWrite("one", { body: { kind: "message", text: "another text", files: [] } });
    const outcomes = await commitMessages(pool)([aWrite("one"), second, aWrite("two"), second]);
    expect(outcomes.map((outcome) => [outcome.verdict, "seq" in outcome && outcome.seq])).toEqual([
      ["written", 1],
      ["duplicate", 1],
      ["written", 2],
      ["duplicate", 1],
    ]);
    expect(log.get("one")?.body).toContain('"text":"one"');
  });

  it("judges the second of two equal client ids by its own conditions: a stranger's refusal is not the owner's", async () => {
    const { pool } = aPool();
    const stranger = aWrite("one", { workspaceId: "elsewhere" });
    const outcomes = await commitMessages(pool)([stranger, aWrite("one")]);
    expect(outcomes.map((outcome) => outcome.verdict)).toEqual(["missing", "written"]);
  });

  it("repeats the statement after a lost race, and says that the server is busy without a database", async () => {
    const lost = Object.assign(new Error("race"), { code: "23505" });
    const { pool, statements } = aPool({ failures: [lost] });
    expect((await commitMessages(pool)([aWrite("one")]))[0]?.verdict).toBe("written");
    expect(statements).toHaveLength(2);

    const away = aPool({ failures: [Object.assign(new Error("away"), { code: "ECONNREFUSED" })] });
    await expect(commitMessages(away.pool)([aWrite("one")])).rejects.toMatchObject({ code: "server.busy" });
  });

  it("keeps a message that the database cannot take from taking the others with it", async () => {
    const { pool } = aPool();
    const store = createMessageStore(pool);
    const texts = ["one", "poison", "three"];
    const results = await Promise.allSettled(texts.map((text) => store.submit(aWrite(text))));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });
});
