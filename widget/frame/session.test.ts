import { describe, expect, it } from "vitest";
import { TransportFailure } from "#shared/sync/types.ts";
import { Refused, type SessionAnswer, type SessionInput } from "./api.ts";
import { createSession } from "./session.ts";
import { createKeep } from "./storage.ts";

const welcome = { visitorToken: "mine", customerId: "c", name: null, verified: false, conversation: null };

function aFrame(answers: (Error | "ok")[]) {
  const asked: SessionInput[] = [];
  const seen = { entered: 0, refused: [] as string[], unreachable: 0 };
  const forbidden = () => {
    throw new Error("storage is forbidden here");
  };
  const session = createSession(
    {
      api: {
        session: async (input) => {
          asked.push(input);
          const answer = answers.shift() ?? "ok";
          if (answer !== "ok") throw answer;
          return welcome as unknown as SessionAnswer;
        },
      },
      keep: createKeep("shop", forbidden),
      wantTicket: () => session.setTicket("fresh"),
      wait: () => new Promise((resolve) => setTimeout(resolve, 1)),
      entered: () => seen.entered++,
      refused: (code) => seen.refused.push(code),
      unreachable: () => seen.unreachable++,
    },
    () => "en",
  );
  session.setTicket("old");
  return { session, asked, seen };
}

describe("becoming a visitor", () => {
  it("asks the site for a fresh ticket when the old one has lapsed", async () => {
    const { session, asked, seen } = aFrame([new Refused("origin.not_allowed"), "ok"]);
    await session.enter();
    expect(asked.map(({ siteTicket }) => siteTicket)).toEqual(["old", "fresh"]);
    expect(seen).toEqual({ entered: 1, refused: [], unreachable: 0 });
  });

  it("says so when the site is really not allowed", async () => {
    const { session, seen } = aFrame([new Refused("origin.not_allowed"), new Refused("origin.not_allowed")]);
    await session.enter();
    expect(seen).toEqual({ entered: 0, refused: ["origin.not_allowed"], unreachable: 0 });
  });

  it("goes on trying while the server is away or busy", async () => {
    const { session, seen } = aFrame([new TransportFailure(), new Refused("server.busy"), "ok"]);
    await session.enter();
    expect(seen).toEqual({ entered: 1, refused: [], unreachable: 2 });
  });

  it("comes back as the same visitor, also where the browser forbids storage", async () => {
    const { session, asked } = aFrame(["ok", "ok"]);
    await session.enter();
    await session.enter();
    expect(asked.map(({ visitorToken }) => visitorToken)).toEqual([undefined, "mine"]);
    session.forget();
    expect(session.token()).toBe("");
  });

  it("hears only the newest of two tries", async () => {
    const { session, seen } = aFrame(["ok", "ok"]);
    await Promise.all([session.enter(), session.enter()]);
    expect(seen.entered).toBe(1);
  });
});
