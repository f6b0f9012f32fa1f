import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CallReply, desktop } from "../../shared/bridge/desktop.ts";
import { callNames } from "../../shared/bridge/names.ts";
import { type Asker, createAnswer } from "./ipc.ts";

const ourPage: Asker = { senderFrame: { url: "app://sidetone/workspace", parent: null } };
type Listener = (event: Asker, ...input: unknown[]) => Promise<unknown>;

function aBridge() {
  const listeners = new Map<string, Listener>();
  const logged: unknown[] = [];
  const answer = createAnswer(
    (name, listener) => listeners.set(name, listener),
    (...words) => logged.push(words),
  );
  const ask = (name: string, event: Asker, ...input: unknown[]) =>
    listeners.get(name)?.(event, ...input) as Promise<CallReply<unknown>>;
  return { answer, ask, logged };
}

describe("answering the page", () => {
  it("gives the handler what was asked, and the page what it answered", async () => {
    const { answer, ask } = aBridge();
    answer("external.open", ({ url }) => ({ opened: url === "https://a.example" }));
    expect(await ask("external.open", ourPage, { url: "https://a.example" })).toEqual({
      ok: true,
      value: { opened: true },
    });
  });

  it.each<[string, Asker]>([
    ["a foreign page", { senderFrame: { url: "https://evil.example/", parent: null } }],
    ["a page that only begins like ours", { senderFrame: { url: "app://sidetone.evil/", parent: null } }],
    ["a frame inside our page", { senderFrame: { url: "app://sidetone/", parent: {} } }],
    ["a frame that is gone", { senderFrame: null }],
  ])("refuses %s", async (_who, event) => {
    const { answer, ask } = aBridge();
    const counts: number[] = [];
    answer("badge.set", (count) => void counts.push(count));
    expect(await ask("badge.set", event, 1)).toEqual({ ok: false, code: "refused" });
    expect(counts).toEqual([]);
  });

  it("refuses an input with a field too many, and a second input", async () => {
    const { answer, ask } = aBridge();
    const calls: unknown[] = [];
    answer("window.openSecond", (input) => void calls.push(input));
    expect(await ask("window.openSecond", ourPage, { path: "/", x: 1 })).toEqual({
      ok: false,
      code: "invalid_input",
    });
    expect(await ask("window.openSecond", ourPage, { path: "/" }, 2)).toEqual({
      ok: false,
      code: "invalid_input",
    });
    expect(await ask("window.openSecond", ourPage, { path: "//evil.example" })).toEqual({
      ok: false,
      code: "invalid_input",
    });
    expect(calls).toEqual([]);
  });

  it("tells the page a code when a handler fails or answers nonsense, and keeps what was said to itself", async () => {
    const { answer, ask, logged } = aBridge();
    answer("auth.signOut", () => {
      throw new TypeError("password hunter2 at /home/ada");
    });
    answer("external.open", () => ({ opened: "yes" }) as never);
    expect(await ask("auth.signOut", ourPage)).toEqual({ ok: false, code: "internal" });
    expect(await ask("external.open", ourPage, { url: "x" })).toEqual({ ok: false, code: "internal" });
    expect(JSON.stringify(logged)).not.toContain("hunter2");
  });

  it("stands 10,000 random questions on every call: none throws, and no handler sees what its schema refuses", async () => {
    const { answer, ask } = aBridge();
    const reached: [string, unknown][] = [];
    for (const name of callNames) answer(name, (input) => void reached.push([name, input]) as never);

    const wrong: unknown[] = [];
    for (const [index, input] of randomQuestions(10_000).entries()) {
      const event = index % 5 === 0 ? { senderFrame: { url: String(index), parent: null } } : ourPage;
      for (const name of callNames) {
        const before = reached.length;
        const reply = await ask(name, event, input);
        // Collected, since 130,000 expectations take half a minute.
        if (!isFitting(reply, reached.length - before, mayReach(name, event, input)))
          wrong.push([name, input]);
      }
    }
    expect(wrong).toEqual([]);
    // The calls that change something take only what is well formed: chance never makes an address with a password.
    expect(reached.filter(([name]) => ["auth.signIn", "notification.show"].includes(name))).toEqual([]);
  }, 60_000);
});

const isFitting = (reply: CallReply<unknown>, times: number, may: boolean): boolean =>
  typeof reply.ok === "boolean" && times === (may ? 1 : 0);

const mayReach = (name: (typeof callNames)[number], event: Asker, input: unknown): boolean =>
  event === ourPage && desktop.calls[name].input.safeParse(input).success;

function randomQuestions(count: number): unknown[] {
  const anything = fc.anything({
    maxDepth: 1,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
  });
  const fields = ["url", "path", "id", "title", "body", "on", "email", "password", "address"];
  const nearly = fc.dictionary(fc.constantFrom(...fields, "__proto__", "x"), anything, { maxKeys: 5 });
  return fc.sample(fc.oneof(anything, nearly, fc.nat(2000), fc.string()), { numRuns: count, seed: 7 });
}
