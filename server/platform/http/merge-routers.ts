import { type AnyRouter, isProcedure } from "@orpc/server";

type Branch = Readonly<Record<string, unknown>>;

/** One router of several: features may serve procedures of the same group, such as `visitor.files`. */
export function mergeRouters(...routers: readonly Branch[]): AnyRouter {
  return routers.reduce(merge, {}) as AnyRouter;
}

function merge(one: Branch, other: Branch): Branch {
  const merged: Record<string, unknown> = { ...one };
  for (const [name, value] of Object.entries(other)) {
    const present = merged[name];
    merged[name] = isBranch(present) && isBranch(value) ? merge(present, value) : value;
  }
  return merged;
}

const isBranch = (value: unknown): value is Branch =>
  typeof value === "object" && value !== null && !isProcedure(value);
