import type { Actor } from "../can.ts";
import type { ActorCondition } from "../conditions.ts";
import { createRoleBook, effectiveGrants } from "../role-book.ts";
import type { SchemeName } from "../schemes/index.ts";

/** An actor of a scheme's role, for tests; `holds`: the conditions on him that hold. */
export function anActor(
  scheme: SchemeName,
  role: string,
  { holds = [], ...more }: Partial<Actor> & { holds?: readonly ActorCondition[] } = {},
): Actor {
  const book = createRoleBook(scheme);
  const { basedOn, rank } = book.refOf(role);
  return {
    kind: "user",
    id: "ana",
    name: "Ana",
    workspaceId: "lumina",
    role,
    basedOn,
    rank,
    grants: effectiveGrants(book.grantsOf(role), new Set(holds)),
    queueIds: [],
    assignedQueueIds: [],
    editorQueueIds: [],
    ledGroupIds: [],
    ledPeople: "",
    sessionId: "s",
    viewedBy: null,
    needsSecondFactor: false,
    ...more,
  };
}
