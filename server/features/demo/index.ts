import { randomBytes } from "node:crypto";
import type { Db, Tx } from "#server/platform/db/open-database.ts";
import { queueMembers } from "#server/platform/db/schema/queue-members.ts";
import { queues, workspaces } from "#server/platform/db/schema/workspaces.ts";
import type { NewUser } from "../accounts/index.ts";
import { addFirstDispositions } from "../dispositions/index.ts";
import { fillAssistants } from "./assistants.ts";
import { fillAutomation } from "./fill-automation.ts";
import { fillLibrary } from "./fill-library.ts";
import { fillOrganisation } from "./fill-organisation.ts";
import { fillPhone } from "./fill-phone.ts";
import { writeHistory } from "./history.ts";
import { fillLabels } from "./labels.ts";
import { makeSchemeHouse } from "./make-scheme-house.ts";
import { demoRules } from "./organisation.ts";
import {
  type DemoPerson,
  type DemoQueue,
  demoPassword,
  demoPeople,
  demoQueues,
  demoWorkspace,
} from "./people.ts";
import { schemeHouses } from "./scheme-houses.ts";

export { demoPhone } from "./fill-phone.ts";
export { demoPassword, demoPeople, demoWorkspace } from "./people.ts";
export { type SchemeHouse, schemeHouses } from "./scheme-houses.ts";

export interface DemoDeps {
  readonly db: Db;
  createUser(db: Db | Tx, user: NewUser): Promise<string>;
  /** Origins of the demo shop's page. */
  readonly shopOrigins: readonly string[];
}

/** Fills an empty database with the demo shop and a small workspace for each other scheme. Returns false, and changes nothing, when anything is there. */
export async function seedDemo(deps: DemoDeps): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    const [present] = await tx.select({ id: workspaces.id }).from(workspaces).limit(1);
    if (present) return false;
    const workspaceId = await makeWorkspace(tx, deps.shopOrigins);
    const queueIds = await makeQueues(tx, workspaceId);
    const people = [];
    for (const person of demoPeople) {
      people.push({ ...person, id: await makePerson(tx, deps, person, workspaceId, queueIds) });
    }
    const [shop = ""] = deps.shopOrigins;
    const now = new Date();
    await writeHistory(tx, { workspaceId, queueIds, people, shop, now });
    await fillAutomation(tx, { workspaceId, queueIds, now });
    await fillOrganisation(tx, { workspaceId, queueIds, people, now });
    await fillLibrary(tx, { workspaceId, queueIds, people, now });
    await fillAssistants(tx, { workspaceId, queueIds });
    await fillPhone(tx, { workspaceId, queueIds });
    await fillLabels(tx, { workspaceId, queueIds });
    for (const house of schemeHouses) await makeSchemeHouse(tx, deps.createUser, house);
    return true;
  });
}

async function makeWorkspace(tx: Tx, shopOrigins: readonly string[]): Promise<string> {
  const [made] = await tx
    .insert(workspaces)
    .values({
      ...demoWorkspace,
      allowedSites: [...shopOrigins],
      identitySecret: randomBytes(32).toString("base64url"),
      languages: ["en", "pt-BR", "es", "it"],
      prechat: { askName: true, askEmail: true },
      isDemo: true,
    })
    .returning({ id: workspaces.id });
  if (!made) throw new Error("the demo workspace was not made");
  await addFirstDispositions(tx, made.id);
  return made.id;
}

async function makeQueues(tx: Tx, workspaceId: string): Promise<ReadonlyMap<DemoQueue, string>> {
  const made = await tx
    .insert(queues)
    .values(
      demoQueues.map((name, position) => ({ workspaceId, name, position, rules: demoRules[name] ?? {} })),
    )
    .returning({ id: queues.id, name: queues.name });
  return new Map(made.map(({ id, name }) => [name as DemoQueue, id]));
}

async function makePerson(
  tx: Tx,
  { createUser }: DemoDeps,
  { queues: names, ...person }: DemoPerson,
  workspaceId: string,
  queueIds: ReadonlyMap<DemoQueue, string>,
): Promise<string> {
  const userId = await createUser(tx, { ...person, workspaceId, password: demoPassword });
  const member = names.flatMap((name) => {
    const queueId = queueIds.get(name);
    return queueId ? [{ queueId, userId }] : [];
  });
  if (member.length > 0) await tx.insert(queueMembers).values(member);
  return userId;
}
