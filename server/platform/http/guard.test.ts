import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { AppError } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { anActor } from "#shared/permissions/testing/an-actor.ts";
import { admit } from "./guard.ts";
import type { IncomingCall, Visitor } from "./request-context.ts";

const ada = anActor("standard", "auditor", { id: "ada", name: "Ada", workspaceId: "w" });
const zoe: Visitor = { kind: "visitor", customerId: "zoe", workspaceId: "w", verified: false };

function aCall({ actor = null, visitor = null, limited = "" }: Partial<Given> = {}) {
  const counted: string[] = [];
  const call: IncomingCall = {
    requestId: "r",
    ip: "10.0.0.1",
    headers: visitor ? { authorization: "Bearer x" } : {},
    log: pino({ level: "silent" }),
    resolveActor: async () => actor,
    resolveVisitor: async () => visitor,
    countCall: async (who) => {
      counted.push(who);
      if (who === limited) throw new AppError("request.rate_limited");
    },
  };
  return { call, counted };
}

interface Given {
  actor: Actor | null;
  visitor: Visitor | null;
  limited: string;
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "let in",
    (error: AppError) => error.code,
  );

describe("the door of the contract", () => {
  it("lets everybody in where it is public, counted by address", async () => {
    const { call, counted } = aCall();
    const identity = await admit("public", call);
    expect(() => identity.user()).toThrow("session.required");
    expect(counted).toEqual(["ip:10.0.0.1"]);
  });

  it("knows staff from visitors", async () => {
    expect((await admit("signed-in", aCall({ actor: ada }).call)).user()).toBe(ada);
    expect((await admit("visitor", aCall({ visitor: zoe }).call)).visitor()).toBe(zoe);
    expect(await refusal(admit("visitor", aCall({ actor: ada }).call))).toBe("session.required");
    expect(await refusal(admit("signed-in", aCall({ visitor: zoe }).call))).toBe("session.required");
  });

  it("asks the role for the permission", async () => {
    expect(await refusal(admit("profile.own", aCall({ actor: ada }).call))).toBe("let in");
    expect(await refusal(admit("conversation.reply", aCall({ actor: ada }).call))).toBe("permission.denied");
  });

  it("stops those who ask too often: users by name, strangers by address", async () => {
    expect(await refusal(admit("signed-in", aCall({ actor: ada, limited: "user:ada" }).call))).toBe(
      "request.rate_limited",
    );
    expect(await refusal(admit("visitor", aCall({ visitor: zoe, limited: "visitor:zoe" }).call))).toBe(
      "request.rate_limited",
    );
    expect(await refusal(admit("signed-in", aCall({ limited: "ip:10.0.0.1" }).call))).toBe(
      "request.rate_limited",
    );
  });
});
