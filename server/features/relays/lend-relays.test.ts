import { expect, it } from "vitest";
import { lendRelays } from "./lend-relays.ts";

const urls = ["turn:turn.example:3478", "turns:turn.example:443?transport=tcp"];
const now = new Date("2026-11-22T12:00:00Z");

it("lends a name that says when it ends, and a password that only who has the secret can reckon", () => {
  const { servers, seconds } = lendRelays({ urls, secret: "north wind" }, "ana", now);
  // openssl: printf '1795392000:ana' | openssl dgst -sha1 -hmac 'north wind' -binary | base64
  expect(servers).toEqual([{ urls, username: "1795392000:ana", credential: "l20TWqf1L5TdsQBk1afo3CpEIRo=" }]);
  expect(seconds).toBe(43_200);
  const [other] = lendRelays({ urls, secret: "south wind" }, "ana", now).servers;
  expect(other?.credential).not.toBe(servers[0]?.credential);
});

it("lends nothing where there is nothing to lend", () => {
  expect(lendRelays(null, "ana", now).servers).toEqual([]);
});
