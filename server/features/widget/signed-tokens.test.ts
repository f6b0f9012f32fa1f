import { describe, expect, it } from "vitest";
import { createSignedTokens } from "./signed-tokens.ts";

const secret = "a secret that is only for tests, 32+ characters";
const ticket = { workspaceId: "w1", origin: "https://shop.example" };
const customerId = "0198c0de-0000-7000-8000-000000000001";
const start = Date.UTC(2026, 10, 22);
const minutes = 60_000;
const days = 86_400_000;

/** Tokens on a clock that the test moves. */
function onAClock() {
  const clock = { at: start };
  return { clock, tokens: createSignedTokens(secret, () => new Date(clock.at)) };
}

describe("our own tokens", () => {
  it("let a ticket live for ten minutes", async () => {
    const { clock, tokens } = onAClock();
    const made = await tokens.makeTicket(ticket);
    clock.at = start + 9.9 * minutes;
    expect(await tokens.readTicket(made)).toEqual(ticket);
    clock.at = start + 10.1 * minutes;
    expect(await tokens.readTicket(made)).toBeUndefined();
  });

  it("let an anonymous visitor come back for half a year, an identified one until the next day", async () => {
    const { clock, tokens } = onAClock();
    const anonymous = { customerId, workspaceId: "w1", verified: false };
    const known = { customerId, workspaceId: "w1", verified: true };
    const made = {
      anonymous: await tokens.makeVisitorToken(anonymous),
      known: await tokens.makeVisitorToken(known),
    };
    clock.at = start + 0.9 * days;
    expect(await tokens.readVisitorToken(made.known)).toEqual(known);
    clock.at = start + 1.1 * days;
    expect(await tokens.readVisitorToken(made.known)).toBeUndefined();
    clock.at = start + 179 * days;
    expect(await tokens.readVisitorToken(made.anonymous)).toEqual(anonymous);
    clock.at = start + 181 * days;
    expect(await tokens.readVisitorToken(made.anonymous)).toBeUndefined();
  });

  it("pass for nothing but themselves, and for nobody with another secret", async () => {
    const { tokens } = onAClock();
    const foreign = createSignedTokens("another secret, also 32 characters long", () => new Date(start));
    const visitor = await tokens.makeVisitorToken({ customerId, workspaceId: "w1", verified: true });
    expect(await tokens.readTicket(visitor)).toBeUndefined();
    expect(await tokens.readVisitorToken(await tokens.makeTicket(ticket))).toBeUndefined();
    expect(await foreign.readVisitorToken(visitor)).toBeUndefined();
  });
});
