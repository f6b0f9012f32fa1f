import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFakeLink, settled } from "./testing/fake-media.ts";

/** A link whose first connection stands. */
async function standing() {
  const fake = createFakeLink();
  await settled();
  fake.asked.at(-1)?.answer();
  await settled();
  fake.last()?.state.set("connected");
  return fake;
}

describe("the connection of a leg", () => {
  it("stands after one offer and one answer", async () => {
    const { link, asked, peers } = await standing();
    expect(link.state.get()).toBe("connected");
    expect(asked.map(({ offer, restart }) => [offer, restart])).toEqual([["offer 1", false]]);
    expect(peers).toHaveLength(1);
  });

  it("is restarted when it breaks, and made anew when that does not help within two seconds", async () => {
    const { link, asked, clock, last, open } = await standing();
    last()?.state.set("broken");
    await settled();
    expect(asked.at(-1)).toMatchObject({ offer: "offer 1 again", restart: true });
    asked.at(-1)?.answer();
    await settled();
    await clock.advance(1_900);
    expect([link.state.get(), asked.length]).toEqual(["repairing", 2]);
    await clock.advance(200);
    expect(asked.at(-1)).toMatchObject({ offer: "offer 2", restart: false });
    expect(open()).toHaveLength(1);
  });

  it("keeps the sound that flows while the server cannot be reached", async () => {
    const { link, asked, clock, peers } = await standing();
    link.repair();
    await settled();
    asked.at(-1)?.refuse("network");
    await settled();
    await clock.advance(10_000);
    expect(link.state.get()).toBe("connected");
    expect(peers.map(({ closed }) => closed)).toEqual([false]);
  });

  it("makes it anew when the media engine was lost", async () => {
    const { link, asked, open } = await standing();
    link.renew();
    await settled();
    expect(asked.at(-1)).toMatchObject({ offer: "offer 2", restart: false });
    expect(open()).toHaveLength(1);
  });

  it("leaves the sound to another window, until it is taken over here", async () => {
    const { link, asked, last, clock, open } = await standing();
    last()?.state.set("broken");
    await settled();
    asked.at(-1)?.refuse("call.elsewhere");
    await settled();
    await clock.advance(60_000);
    link.repair();
    link.renew();
    await settled();
    expect([link.state.get(), open().length, asked.length]).toEqual(["elsewhere", 0, 2]);
    link.takeOver();
    await settled();
    expect(asked.at(-1)).toMatchObject({ takeOver: true, restart: false });
  });

  it("gives up a request that gets no answer, and asks again", async () => {
    const { asked, clock, open } = createFakeLink();
    await settled();
    await clock.advance(5_100);
    await clock.advance(600);
    expect(asked).toHaveLength(2);
    expect(open()).toHaveLength(1);
  });

  it("ends when the server says that the call is over", async () => {
    const { link, asked, open } = createFakeLink();
    await settled();
    asked.at(-1)?.refuse("call.over");
    await settled();
    expect([link.state.get(), open()]).toEqual(["closed", []]);
  });
});

type Story = ReturnType<typeof createFakeLink>;
const events: Record<string, (fake: Story) => unknown> = {
  answer: ({ asked }) => asked.at(-1)?.answer(),
  "late answer": ({ asked }) => asked.at(0)?.answer(),
  refuse: ({ asked }) => asked.at(-1)?.refuse("call.media_failed"),
  unreachable: ({ asked }) => asked.at(-1)?.refuse("network"),
  elsewhere: ({ asked }) => asked.at(-1)?.refuse("call.elsewhere"),
  connected: ({ last }) => last()?.state.set("connected"),
  broken: ({ last }) => last()?.state.set("broken"),
  renew: ({ link }) => link.renew(),
  repair: ({ link }) => link.repair(),
  "take over": ({ link }) => link.takeOver(),
  second: ({ clock }) => clock.advance(1_000),
  minute: ({ clock }) => clock.advance(60_000),
};

describe("whatever happens to a connection", () => {
  it("there are never two, it stands again when the network is well, and nothing is left when the call has ended", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(events)), { maxLength: 40 }),
        async (steps) => {
          const fake = createFakeLink();
          for (const step of steps) {
            const done = events[step]?.(fake);
            expect(fake.open().length).toBeLessThanOrEqual(1);
            await done;
            await settled();
            expect(fake.open().length).toBeLessThanOrEqual(1);
            expect(fake.link.peer.get()).toBe(fake.open()[0] ?? null);
          }
          // From here on the server answers and the network carries.
          for (let round = 0; round < 30 && fake.link.state.get() !== "connected"; round++) {
            fake.link.takeOver();
            await fake.clock.advance(1_000);
            fake.asked.at(-1)?.answer();
            await settled();
            fake.last()?.state.set("checking");
            fake.last()?.state.set("connected");
          }
          expect(fake.link.state.get()).toBe("connected");
          fake.link.close();
          const asked = fake.asked.length;
          for (const after of Object.values(events)) {
            await after(fake);
            await settled();
          }
          expect([fake.link.state.get(), fake.open(), fake.asked.length]).toEqual(["closed", [], asked]);
        },
      ),
      { numRuns: 300 },
    ));
});
