import { describe, expect, it } from "vitest";
import { TransportFailure } from "#shared/sync/types.ts";
import { Refused, type StartAnswer, type StartInput } from "./api.ts";
import { createFirstMessage } from "./first-message.ts";
import { createKeep } from "./storage.ts";

const opening = { name: "Marina", email: "", text: "Hello" };
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function aVisitor(answers: (Error | "ok")[], storage = new Map<string, string>()) {
  const sent: StartInput[] = [];
  const seen = { started: 0, refused: 0 };
  const keep = createKeep("shop", () => fakeStorage(storage));
  const first = createFirstMessage({
    api: {
      start: async (input) => {
        sent.push(input);
        const answer = answers.shift() ?? "ok";
        if (answer !== "ok") throw answer;
        return { conversation: { id: "c" } } as StartAnswer;
      },
    },
    keep,
    newId: () => `id-${sent.length}`,
    now: () => 0,
    wait: () => Promise.resolve(),
    page: () => ({ url: "https://shop.example/", title: "Shop" }),
    language: () => "en",
    queue: () => "Sales",
    changed: () => {},
    started: () => seen.started++,
    tokenRefused: () => seen.refused++,
  });
  return { first, sent, seen, storage };
}

const fakeStorage = (map: Map<string, string>) =>
  ({
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => map.set(key, value),
    removeItem: (key: string) => map.delete(key),
  }) as unknown as Storage;

describe("the first message", () => {
  it("is sent again under the same id until the server has answered", async () => {
    const busy = new Refused("server.busy");
    const { first, sent, seen } = aVisitor([new TransportFailure(), busy, new TransportFailure(), "ok"]);
    first.begin(opening);
    await settle();
    expect(sent.map(({ clientId }) => clientId)).toEqual(["id-0", "id-0", "id-0", "id-0"]);
    expect(seen.started).toBe(1);
    expect(first.pending()).toBeNull();
  });

  it("survives a change of page before the answer came", async () => {
    const never = aVisitor([new Refused("visitor.token_invalid")]);
    never.first.begin(opening);
    await settle();
    expect(never.seen.refused).toBe(1);

    const nextPage = aVisitor(["ok"], never.storage);
    nextPage.first.resume();
    await settle();
    expect(nextPage.sent[0]).toMatchObject({ clientId: "id-0", text: "Hello" });
    expect([...nextPage.storage.keys()]).toEqual([]);
  });

  it("stands there as failed when it is refused, until one tries again or discards it", async () => {
    const { first, sent, seen } = aVisitor([new Refused("request.invalid"), "ok"]);
    first.begin(opening);
    await settle();
    expect(first.pending()?.failure).toBe("request.invalid");
    expect(seen.started).toBe(0);
    first.retry();
    await settle();
    expect(sent).toHaveLength(2);
    expect(seen.started).toBe(1);
  });
});
