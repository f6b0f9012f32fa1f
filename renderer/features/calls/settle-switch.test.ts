import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFakeClock, settle } from "#shared/sync/testing/fake-clock.ts";
import { createSettleSwitch, isSettled } from "./settle-switch.ts";

type Mode = "listen" | "whisper" | "barge";

/** A supervisor's mode, and a server that may be slow, refuse, or carry out what it is thought to have lost. */
function aSupervisor() {
  const clock = createFakeClock();
  const server = { mode: "listen" as Mode };
  const asked: { mode: Mode; resolve: (now: Mode) => void; reject: (error: unknown) => void }[] = [];
  const modes = createSettleSwitch<Mode>({
    start: "listen",
    safe: "listen",
    clock,
    ask: (mode) => new Promise((resolve, reject) => asked.push({ mode, resolve, reject })),
  });
  const answer = () => {
    const ask = asked.shift();
    if (!ask) return;
    server.mode = ask.mode;
    ask.resolve(server.mode);
  };
  return {
    clock,
    server,
    asked,
    modes,
    answer,
    /** The request is carried out, but its answer is lost. */
    loseAnswer() {
      const ask = asked.shift();
      if (!ask) return;
      server.mode = ask.mode;
      ask.reject(new TypeError("no network"));
    },
    refuse: () => asked.shift()?.reject({ code: "call.wrong_state" }),
    isOpen: () => isSettled(modes.state.get()) && modes.state.get().inForce !== "listen",
  };
}

describe("a supervisor's mode", () => {
  it("is in force when the server says so, and until then his microphone is closed", async () => {
    const { modes, answer, isOpen } = aSupervisor();
    modes.want("whisper");
    expect([modes.state.get().inForce, modes.state.get().pending, isOpen()]).toEqual(["listen", true, false]);
    answer();
    await settle();
    expect([modes.state.get().inForce, isOpen()]).toEqual(["whisper", true]);
    modes.want("barge");
    expect([modes.state.get().inForce, isOpen()]).toEqual(["whisper", false]);
  });

  it("is what was wanted last when a key is let go before the server has answered", async () => {
    const { modes, answer, server } = aSupervisor();
    modes.want("whisper");
    modes.want("listen");
    answer();
    await settle();
    answer();
    await settle();
    expect([server.mode, modes.state.get()]).toMatchObject(["listen", { inForce: "listen", pending: false }]);
  });

  it("goes back to listening when an answer is lost, and nothing else can be chosen until that is acknowledged", async () => {
    const { modes, answer, loseAnswer, server, clock, isOpen } = aSupervisor();
    modes.want("barge");
    loseAnswer();
    await settle();
    expect([server.mode, isOpen()]).toEqual(["barge", false]);
    modes.want("whisper");
    expect(isOpen()).toBe(false);
    await clock.advance(1_000);
    answer();
    await settle();
    expect([server.mode, modes.state.get().inForce, modes.state.get().problem]).toEqual([
      "listen",
      "listen",
      "network",
    ]);
  });

  it("closes the microphone when something is in force that was not chosen here", async () => {
    const { modes, answer, isOpen } = aSupervisor();
    modes.want("whisper");
    answer();
    await settle();
    modes.heard("barge");
    expect([modes.state.get().wanted, isOpen()]).toEqual(["listen", false]);
  });
});

type Story = ReturnType<typeof aSupervisor>;
const events: Record<string, (one: Story) => unknown> = {
  listen: ({ modes }) => modes.want("listen"),
  whisper: ({ modes }) => modes.want("whisper"),
  barge: ({ modes }) => modes.want("barge"),
  answer: ({ answer }) => answer(),
  lose: ({ loseAnswer }) => loseAnswer(),
  refuse: ({ refuse }) => refuse(),
  second: ({ clock }) => clock.advance(1_000),
};
const expectHonest = ({ isOpen, server, modes }: Story) => {
  if (isOpen()) expect(server.mode).toBe(modes.state.get().inForce);
};

describe("whatever a supervisor chooses and whatever the network does", () => {
  it("his microphone is open only in the mode that he sees, which is the server's; and he gets what he wants in the end", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(events)), { maxLength: 40 }),
        fc.constantFrom<Mode>("listen", "whisper", "barge"),
        async (steps, last) => {
          const one = aSupervisor();
          for (const step of steps) {
            const done = events[step]?.(one);
            expectHonest(one);
            await done;
            await settle();
            expectHonest(one);
          }
          for (let round = 0; round < 6; round++) {
            await one.clock.advance(1_000);
            one.answer();
            await settle();
            one.modes.want(last);
          }
          expect([one.server.mode, isSettled(one.modes.state.get())]).toEqual([last, true]);
        },
      ),
      { numRuns: 300 },
    ));
});
