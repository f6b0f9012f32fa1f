import { type ActivityActor, recordActivity } from "#server/platform/activity/record-activity.ts";
import type { signIns } from "#server/platform/db/schema/people.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Person } from "./person.ts";

/** Where a request comes from. */
export interface From {
  readonly ip: string;
  readonly userAgent: string | null;
}

export type SignInMethod = (typeof signIns.$inferInsert)["method"];
export type SignInOutcome = (typeof signIns.$inferInsert)["outcome"];

type Tx = Pick<Work, "query">;

/** What more a browser says of itself is of no use to anybody. */
const longestUserAgent = 400;

/** The person himself, in the activity log. */
export const asActor = ({ id, name, role }: Person, { ip, userAgent }: From): ActivityActor => ({
  id,
  name,
  role,
  ipAddress: ip,
  userAgent,
});

/** Somebody who has not shown who he is. */
const stranger = ({ ip, userAgent }: From): ActivityActor => ({
  id: null,
  name: "Somebody not signed in",
  role: null,
  ipAddress: ip,
  userAgent,
});

/** Notes how a try to sign in as a known person ended: among the person's sign-ins and in the activity log. */
export async function noteSignIn(
  tx: Tx,
  person: Person,
  { method, outcome, from }: { method: SignInMethod; outcome: SignInOutcome; from: From },
): Promise<void> {
  await tx.query(
    "insert into sign_ins (user_id, method, outcome, ip_address, user_agent, id) values ($1, $2, $3, $4, $5, gen_random_uuid())",
    [person.id, method, outcome, from.ip, from.userAgent?.slice(0, longestUserAgent) ?? null],
  );
  const isIn = outcome === "signed_in";
  await recordActivity(tx, {
    workspaceId: person.workspaceId,
    actor: isIn ? asActor(person, from) : stranger(from),
    action: isIn ? "session.started" : "session.refused",
    target: { kind: "user", id: person.id, name: person.name },
    after: isIn ? { method } : { method, outcome },
  });
}

/** Notes what a person did to his own account. */
export const noteOwn = (
  tx: Tx,
  person: Person,
  from: From,
  action: string,
  change: { before?: unknown; after?: unknown } = {},
): Promise<void> =>
  recordActivity(tx, {
    workspaceId: person.workspaceId,
    actor: asActor(person, from),
    action,
    target: { kind: "user", id: person.id, name: person.name },
    ...change,
  });
