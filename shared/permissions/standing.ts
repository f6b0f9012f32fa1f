import type { Actor } from "./can.ts";
import type { Access } from "./catalogue.ts";

/** Why somebody's standing keeps him from something that his role allows; null: it does not. */
export type StandingRefusal = "auth.second_factor_required" | "preview.read_only";

/** Open without the second factor that one's role asks for: to set it up, and to leave. */
const openWithoutFactor: readonly Access[] = ["signed-in", "profile.own", "profile.password", "help.view"];

/**
 * Who still lacks a second factor that his role asks for reaches his profile alone; who looks as another role reads
 * and changes nothing. `signed-in` procedures (leaving, going back) are open to both.
 */
export function standingRefusal(
  actor: Pick<Actor, "needsSecondFactor" | "viewedBy">,
  access: Access,
  writes: boolean,
): StandingRefusal | null {
  if (actor.needsSecondFactor && !openWithoutFactor.includes(access)) return "auth.second_factor_required";
  if (actor.viewedBy && writes && access !== "signed-in") return "preview.read_only";
  return null;
}
