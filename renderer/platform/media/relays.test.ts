import { expect, it } from "vitest";
import { createFakeClock } from "#shared/sync/testing/fake-clock.ts";
import { createSource } from "../observable.ts";
import { keepRelays } from "./relays.ts";

it("borrows relays, asks again when the server is away, and anew before their password ends", async () => {
  const clock = createFakeClock();
  const lent = createSource<readonly RTCIceServer[]>([]);
  const one = { urls: ["turn:turn.example"], username: "1:ana", credential: "first" };
  const answers = [
    Promise.reject(new Error("away")),
    Promise.resolve({ servers: [one], seconds: 100 }),
    Promise.resolve({ servers: [{ ...one, credential: "second" }], seconds: 100 }),
  ];
  const stop = keepRelays(() => answers.shift() ?? Promise.reject(new Error("asked too often")), clock, lent);
  await clock.advance(14_000);
  expect(lent.get()).toEqual([]);
  await clock.advance(1_000);
  expect(lent.get()).toEqual([one]);
  await clock.advance(50_000);
  expect(lent.get()).toMatchObject([{ credential: "second" }]);
  stop();
  expect(lent.get()).toEqual([]);
});
