import { implement } from "@orpc/server";
import { contract } from "#shared/contract/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { Access } from "#shared/permissions/catalogue.ts";
import { standingRefusal } from "#shared/permissions/standing.ts";
import type { Identity, IncomingCall, Visitor } from "./request-context.ts";

const base = implement(contract).$context<IncomingCall>();

/**
 * The contract with its door: who may call is read from the procedure's own meta, before the input is looked at.
 * Serve a procedure with `guarded.<feature>.<procedure>.handler(({ context, input }) => …)`.
 */
export const guarded = base.use(async ({ context, procedure, next }) => {
  const { meta, route } = procedure["~orpc"];
  const identity = await admit(meta.access, context, route.method !== "GET");
  return next({ context: identity });
});

/** Lets in whom `access` names, or throws `session.required`, `visitor.token_invalid`, `permission.denied` or
 * what {@link standingRefusal} says. `writes`: the procedure is not a mere question. */
export async function admit(access: Access, call: IncomingCall, writes = false): Promise<Identity> {
  if (access === "public") {
    await call.countCall(`ip:${call.ip}`);
    return identityOf(null, null);
  }
  if (access === "visitor") {
    const visitor = await call.resolveVisitor();
    if (!visitor)
      return refuse(call, call.headers.authorization ? "visitor.token_invalid" : "session.required");
    await call.countCall(`visitor:${visitor.customerId}`);
    return identityOf(null, visitor);
  }
  const actor = await call.resolveActor();
  if (!actor) return refuse(call, "session.required");
  await call.countCall(`user:${actor.id}`);
  if (access !== "signed-in" && !can(actor, access)) fail("permission.denied", { access, userId: actor.id });
  const refusal = standingRefusal(actor, access, writes);
  if (refusal) fail(refusal, { access, userId: actor.id });
  return identityOf(actor, null);
}

/** Strangers are counted by address, so that guessing tokens is slow. */
async function refuse(
  call: IncomingCall,
  code: "session.required" | "visitor.token_invalid",
): Promise<never> {
  await call.countCall(`ip:${call.ip}`);
  return fail(code);
}

const identityOf = (actor: Actor | null, visitor: Visitor | null): Identity => ({
  user: () => actor ?? fail("session.required"),
  visitor: () => visitor ?? fail("session.required"),
});
