import { randomUUID } from "node:crypto";
import type pg from "pg";
import { createRoleBook, type RoleBook } from "#shared/permissions/role-book.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import { createFloor, type Desk, type Floor, signIn } from "../../matrix/floor.ts";
import type { Kind, Relation } from "./reference.ts";

/** A workspace with a person of every role, and things that stand to them in every way. */
export interface World {
  readonly scheme: SchemeName;
  readonly book: RoleBook;
  readonly floor: Floor;
  readonly actors: ReadonlyMap<string, Desk>;
  /** Somebody of the same role, for what ends or changes sessions. */
  again(actor: Desk): Promise<Desk>;
  /** The thing of a kind that stands so to an actor; undefined when there is none of the kind. A new one each time. */
  thing(kind: Kind, relation: Relation, actor: Desk): Promise<string | undefined>;
}

interface Place {
  readonly floor: Floor;
  readonly led: string;
  readonly otherGroup: string;
  readonly queueId: string;
  readonly otherQueue: string;
}

type Maker = (
  place: Place,
  relation: "own" | "managed" | "other",
  actor: Desk,
) => Promise<string | undefined>;

const groupOf = (place: Place, relation: Relation) => (relation === "managed" ? place.led : place.otherGroup);
const queueOf = (place: Place, relation: Relation) =>
  relation === "other" ? place.otherQueue : place.queueId;

async function conversation(place: Place, relation: Relation, actor: Desk) {
  const owner = relation === "own" ? actor : await place.floor.person({ groups: [place.otherGroup] });
  return place.floor.conversation({ queueId: queueOf(place, relation), assigneeId: owner.id });
}

/** Of the people of a group that one leads; one's own is nothing to come to. */
async function ledConversation(place: Place, relation: Relation) {
  if (relation === "own") return undefined;
  const { id: agentId } = await place.floor.person({ groups: [groupOf(place, relation)] });
  const { id } = await place.floor.conversation({ queueId: place.otherQueue, assigneeId: agentId });
  return { id, agentId };
}

/** Things of the workspace as a whole stand to everybody alike. */
const houseThing =
  (make: (floor: Floor) => Promise<string>): Maker =>
  async ({ floor }, relation) =>
    relation === "other" ? make(floor) : undefined;

const makers: Readonly<Record<Kind, Maker>> = {
  user: async (place, relation, actor) =>
    relation === "own" ? actor.id : (await place.floor.person({ groups: [groupOf(place, relation)] })).id,
  group: async (place, relation) =>
    relation === "own" ? undefined : relation === "managed" ? place.led : place.floor.group(),
  queue: houseThing((floor) => floor.queue()),
  skill: houseThing((floor) => floor.skill()),
  disposition: houseThing((floor) => floor.disposition()),
  assistant: houseThing((floor) => floor.assistant()),
  siteInvitation: houseThing((floor) => floor.siteInvitation()),
  tag: houseThing((floor) => floor.tag()),
  topicSet: houseThing((floor) => floor.topicSet()),
  topic: houseThing(async (floor) => floor.topic(await floor.topicSet())),
  invitation: houseThing(async (floor) => (await floor.invitation()).id),
  role: houseThing((floor) =>
    floor.customRole({
      name: `Role ${randomUUID()}`,
      basedOn: "agent",
      grants: { "help.view": { scope: "all" } },
    }),
  ),
  conversation: async (place, relation, actor) => (await conversation(place, relation, actor)).id,
  customer: async (place, relation, actor) => (await conversation(place, relation, actor)).customerId,
  waiting: async (place, relation) =>
    relation === "own"
      ? undefined
      : (await place.floor.conversation({ queueId: queueOf(place, relation) })).id,
  offer: async (place, relation, actor) => {
    const { id } = await place.floor.conversation({ queueId: place.otherQueue });
    const whom = relation === "own" ? actor : await place.floor.person();
    return relation === "managed" ? undefined : place.floor.offer(id, whom.id);
  },
  trigger: houseThing((floor) => floor.trigger()),
  missed: async (place, relation, actor) => {
    const owner = relation === "own" ? actor.id : null;
    const queueId = relation === "managed" ? place.queueId : place.otherQueue;
    return place.floor.missed(queueId, owner);
  },
  call: async (place, relation) => {
    const led = await ledConversation(place, relation);
    return led && place.floor.call(led.id, led.agentId);
  },
  watched: async (place, relation) => (await ledConversation(place, relation))?.id,
  session: async () => undefined,
};

/** What no workspace has. */
const missing: Readonly<Partial<Record<Kind, () => string>>> = { role: () => "custom-nothing" };

/** Builds the world of a scheme. */
export async function buildWorld(pool: pg.Pool, scheme: SchemeName): Promise<World> {
  const book = createRoleBook(scheme);
  const [here, there] = [await placeOf(pool, scheme), await placeOf(pool, scheme)];
  const actors = new Map<string, Desk>();
  for (const { key } of book.roles) {
    const leads = book.grantsOf(key)["groups.view"]?.scope === "managed" || key !== "agent" ? [here.led] : [];
    actors.set(
      key,
      await here.floor.desk({ role: key, leads, queues: [here.queueId], maxConversations: 50 }),
    );
  }
  const stranger = await there.floor.desk();
  return {
    scheme,
    book,
    floor: here.floor,
    actors,
    again: ({ role }) => here.floor.desk({ role }),
    async thing(kind, relation, actor) {
      if (relation === "missing") return (missing[kind] ?? randomUUID)();
      if (kind === "session") return sessionOf(pool, relation, { actor, stranger, place: here });
      if (relation !== "foreign") return makers[kind](here, relation, actor);
      return makers[kind](there, "other", stranger);
    },
  };
}

async function placeOf(pool: pg.Pool, scheme: SchemeName): Promise<Place> {
  const floor = await createFloor(pool, scheme);
  // What a setting closes to everybody says nothing of who may.
  await floor.settings({ video: { enabled: true, storeRecordings: false } });
  return {
    floor,
    led: await floor.group(),
    otherGroup: await floor.group(),
    queueId: await floor.queue(),
    otherQueue: await floor.queue(),
  };
}

interface SessionParts {
  readonly actor: Desk;
  readonly stranger: Desk;
  readonly place: Place;
}

async function sessionOf(
  pool: pg.Pool,
  relation: "own" | "managed" | "other" | "foreign",
  { actor, stranger, place }: SessionParts,
): Promise<string | undefined> {
  const whose = {
    own: async () => actor,
    managed: () => place.floor.desk({ groups: [place.led] }),
    other: () => place.floor.desk(),
    foreign: async () => stranger,
  }[relation];
  const { id } = await whose();
  await signIn(pool, id);
  const { rows } = await pool.query<{ id: string }>(
    "select id from sessions where user_id = $1 order by created_at desc limit 1",
    [id],
  );
  return rows[0]?.id;
}
