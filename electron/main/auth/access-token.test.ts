import { describe, expect, it } from "vitest";
import { createAccessTokens, type Minted } from "./access-token.ts";

const jwt = (name: string, lifetimeSeconds: number, iat = 1_000) =>
  `h.${Buffer.from(JSON.stringify({ name, iat, exp: iat + lifetimeSeconds })).toString("base64url")}.s`;

function aServer(answers: (Minted | Error)[]) {
  const clock = { now: 0 };
  const told = { minted: 0, revoked: 0 };
  const tokens = createAccessTokens({
    now: () => clock.now,
    async mint() {
      told.minted++;
      const answer = answers.shift() ?? { kind: "unreachable" };
      if (answer instanceof Error) throw answer;
      return answer;
    },
    revoked: () => {
      told.revoked++;
    },
  });
  return { clock, told, tokens };
}
const token = (name: string, lifetimeSeconds = 100, iat?: number): Minted => ({
  kind: "token",
  token: jwt(name, lifetimeSeconds, iat),
});

describe("the access token", () => {
  it("is minted once for a hundred requests at once", async () => {
    const { tokens, told } = aServer([token("a")]);
    const all = await Promise.all(Array.from({ length: 100 }, () => tokens.get()));
    expect(new Set(all)).toEqual(new Set([jwt("a", 100)]));
    expect(told.minted).toBe(1);
  });

  it("is renewed before it ends, while the old one still serves", async () => {
    const { tokens, clock } = aServer([token("a"), token("b")]);
    await tokens.get();
    clock.now = 79_000;
    expect(tokens.get()).toBe(jwt("a", 100));
    clock.now = 81_000;
    expect(tokens.get()).toBe(jwt("a", 100));
    await new Promise((resolve) => setImmediate(resolve));
    expect(tokens.get()).toBe(jwt("b", 100));
  });

  it("does not care that this machine's clock is wrong by years", async () => {
    const { tokens, clock } = aServer([token("a", 100, 5), token("b")]);
    await tokens.get();
    clock.now = 50_000;
    expect(tokens.get()).toBe(jwt("a", 100, 5));
  });

  it("an ailing server signs nobody out: the old token serves to its end, and the next try may succeed", async () => {
    const { tokens, clock, told } = aServer([
      token("a"),
      new Error("500"),
      { kind: "unreachable" },
      token("b"),
    ]);
    await tokens.get();
    clock.now = 90_000;
    void tokens.get();
    await new Promise((resolve) => setImmediate(resolve));
    expect(tokens.get()).toBe(jwt("a", 100));
    clock.now = 101_000;
    expect(await tokens.get()).toBeUndefined();
    expect(await tokens.get()).toBeUndefined();
    expect(told.minted).toBe(3);
    clock.now = 103_000;
    expect(await tokens.get()).toBe(jwt("b", 100));
    expect(told.revoked).toBe(0);
  });

  it("a refused token is replaced once, however many requests were refused with it", async () => {
    const { tokens, told } = aServer([token("a"), token("b")]);
    const first = (await tokens.get()) ?? "";
    const renewed = await Promise.all([tokens.refused(first), tokens.refused(first), tokens.refused(first)]);
    expect(new Set(renewed)).toEqual(new Set([jwt("b", 100)]));
    expect(await tokens.refused(first)).toBe(jwt("b", 100));
    expect(told.minted).toBe(2);
  });

  it("a clear no from the server is told once", async () => {
    const { tokens, told } = aServer([{ kind: "revoked" }]);
    expect(await Promise.all([tokens.get(), tokens.get()])).toEqual([undefined, undefined]);
    expect(told.revoked).toBe(1);
  });

  it("an answer that comes after the sign-out is thrown away", async () => {
    const { tokens, told } = aServer([token("old"), token("new")]);
    const late = tokens.get();
    tokens.reset();
    expect(await late).toBeUndefined();
    expect(await tokens.get()).toBe(jwt("new", 100));
    expect(told.minted).toBe(2);
  });

  it("is not trusted after a sleep, when the clock stood still but the token's time did not", async () => {
    const { tokens, told } = aServer([token("a"), token("b")]);
    await tokens.get();
    tokens.doubt();
    expect(await tokens.get()).toBe(jwt("b", 100));
    expect(told.minted).toBe(2);
  });

  it("a token that cannot be read is renewed within a minute", async () => {
    const { tokens, clock, told } = aServer([{ kind: "token", token: "odd" }, token("b")]);
    expect(await tokens.get()).toBe("odd");
    clock.now = 61_000;
    expect(await tokens.get()).toBe(jwt("b", 100));
    expect(told.minted).toBe(2);
  });
});
