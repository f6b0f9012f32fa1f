import { expect, it } from "vitest";
import type { Me } from "#shared/contract/session.ts";
import { createMyself } from "./myself.ts";

const me = (more: object = {}) => ({ id: "ana", name: "Ana", serverTime: "1", ...more }) as unknown as Me;

it("tells of a new answer, and is silent when only the clock moved", async () => {
  const answers = [me({ serverTime: "2" }), me({ name: "Ana Souza", serverTime: "3" })];
  const myself = createMyself(me(), async () => answers.shift() ?? me());
  const names: string[] = [];
  myself.now.subscribe(({ name }) => names.push(name));
  await myself.refresh();
  await myself.refresh();
  expect(names).toEqual(["Ana Souza"]);
});

it("keeps what is known when the server does not answer, or answers for somebody else", async () => {
  const answers = [() => Promise.reject(new Error("offline")), async () => me({ id: "luca" })];
  const myself = createMyself(me(), () => (answers.shift() ?? (async () => me()))());
  await myself.refresh();
  await myself.refresh();
  expect(myself.now.get().id).toBe("ana");
});

it("asks once more when it is asked again meanwhile, so that the newest answer stands", async () => {
  let asked = 0;
  const gates: (() => void)[] = [];
  const myself = createMyself(me(), async () => {
    const mine = ++asked;
    if (mine === 1) await new Promise<void>((open) => gates.push(open));
    return me({ name: `answer ${mine}` });
  });
  const first = myself.refresh();
  const second = myself.refresh();
  void myself.refresh();
  gates[0]?.();
  await Promise.all([first, second]);
  expect([asked, myself.now.get().name]).toEqual([2, "answer 2"]);
});
