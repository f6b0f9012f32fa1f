import { expect, it } from "vitest";
import { createNewsGate } from "./news-gate.ts";

function wire() {
  const listeners = new Map<string, (payload: unknown) => void>();
  let connected = () => {};
  let catchUp = async () => {};
  let answer: (snapshot: unknown) => void = () => {};
  const gate = createNewsGate(
    {
      on: (event, listener) => {
        listeners.set(event, listener as (payload: unknown) => void);
        return () => listeners.delete(event);
      },
      onConnect: (listener) => {
        connected = listener as () => void;
        return () => {};
      },
    },
    {
      onCatchUp: (run) => {
        catchUp = run;
        return () => {};
      },
      request: () =>
        new Promise((resolve) => {
          answer = resolve as (snapshot: unknown) => void;
        }),
    },
  );
  return {
    gate,
    news: (event: string, payload: unknown) => listeners.get(event)?.(payload),
    connect: () => {
      connected();
      return catchUp();
    },
    answer: (snapshot: unknown) => answer(snapshot),
  };
}

it("applies the snapshot before the news that came while it was asked for", async () => {
  const { gate, news, connect, answer } = wire();
  const heard: unknown[] = [];
  gate.onSnapshot((snapshot) => heard.push(snapshot));
  gate.on("conversation.changed", (one) => heard.push(one));
  gate.start();
  news("conversation.changed", "before");
  const done = connect();
  news("conversation.changed", "meanwhile");
  answer("snapshot");
  await done;
  news("conversation.changed", "after");
  expect(heard).toEqual(["before", "snapshot", "meanwhile", "after"]);
});
