import { createHash, randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import { uuidv7 } from "uuidv7";
import { createPasswords } from "#server/features/accounts/index.ts";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";
import type { SecurityRules, WorkspaceSettings } from "#shared/domain/settings.ts";
import type { CustomRole } from "#shared/permissions/role-book.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import { callBetween, offerTo, recordingOf } from "./made-rows.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly workspaceId: string;
}

/** A person who is signed in. */
export interface Desk extends Person {
  readonly headers: { readonly authorization: string };
}

export interface PersonOptions {
  readonly role?: string;
  readonly name?: string;
  readonly state?: "active" | "blocked" | "archived";
  readonly agentbotAccess?: boolean;
  readonly maxConversations?: number;
  /** Groups he belongs to, groups he leads. */
  readonly groups?: readonly string[];
  readonly leads?: readonly string[];
  /** Queues he answers, queues he is assigned to as a supervisor. */
  readonly queues?: readonly string[];
  readonly assigned?: Readonly<Record<string, "viewer" | "editor">>;
  readonly skills?: readonly string[];
}

export interface ConversationOptions {
  readonly queueId: string;
  readonly assigneeId?: string | null;
  readonly state?: "waiting" | "assigned" | "closed";
}

export interface MadeConversation {
  readonly id: string;
  readonly customerId: string;
}

/** A workspace of one scheme, written straight into the database: hundreds of people in a moment. */
export interface Floor {
  readonly scheme: SchemeName;
  readonly id: string;
  readonly key: string;
  person(options?: PersonOptions): Promise<Person>;
  /** A new person with a session. */
  desk(options?: PersonOptions): Promise<Desk>;
  group(settings?: {
    outboundCalls?: boolean | null;
    callHistory?: boolean | null;
    name?: string;
  }): Promise<string>;
  queue(name?: string): Promise<string>;
  skill(name?: string): Promise<string>;
  assistant(position?: number): Promise<string>;
  noAssistants(): Promise<void>;
  siteInvitation(): Promise<string>;
  /** Somebody on the site who has never written. */
  visitor(): Promise<string>;
  disposition(name?: string): Promise<string>;
  tag(name?: string): Promise<string>;
  topicSet(name?: string): Promise<string>;
  /** A topic of a set. */
  topic(setId: string): Promise<string>;
  /** The queue asks for the topics of this set. */
  asksFor(queueId: string, topicSetId: string): Promise<void>;
  /** The one of its type: an earlier one is gone. */
  trigger(): Promise<string>;
  /** Somebody who was missed in a queue, and who has taken it. */
  missed(queueId: string, takenBy: string | null): Promise<string>;
  conversation(options: ConversationOptions): Promise<MadeConversation>;
  offer(conversationId: string, userId: string): Promise<string>;
  /** A call in which an agent and a customer talk, as far as the database knows. */
  call(conversationId: string, agentId: string): Promise<string>;
  /** A recording of it, without its files. */
  recording(callId: string, conversationId: string): Promise<string>;
  invitation(role?: string): Promise<{ id: string; token: string }>;
  customRole(role: Omit<CustomRole, "key">): Promise<string>;
  settings(settings: Partial<WorkspaceSettings>): Promise<void>;
  security(rules: Partial<SecurityRules>): Promise<void>;
}

/** The password of everybody on a floor. */
export const floorPassword = "a lamp in the harbour 7";
let hash: Promise<string> | undefined;
const passwordHash = () => (hash ??= createPasswords().hash(floorPassword));

const short = () => randomBytes(5).toString("hex");

/** Makes a workspace and what fills it. */
export async function createFloor(pool: pg.Pool, scheme: SchemeName): Promise<Floor> {
  const key = `floor-${short()}`;
  const id = uuidv7();
  await pool.query(
    "insert into workspaces (id, key, name, identity_secret, scheme) values ($1, $2, $3, $4, $5)",
    [id, key, `Floor of ${scheme}`, randomUUID(), scheme],
  );
  await pool.query(
    "insert into dispositions (id, workspace_id, key, name) values (gen_random_uuid(), $1, 'resolved', 'Resolved')",
    [id],
  );
  const run = (text: string, values: readonly unknown[]) => pool.query(text, [...values]);
  const make = async (table: string, columns: Record<string, unknown>): Promise<string> => {
    const all: Record<string, unknown> = { id: uuidv7(), workspace_id: id, ...columns };
    const names = Object.keys(all);
    await run(
      `insert into ${table} (${names.join(", ")}) values (${names.map((_, at) => `$${at + 1}`).join(", ")})`,
      Object.values(all),
    );
    return String(all.id);
  };
  const person = (options: PersonOptions = {}) => makePerson(pool, id, options);
  return {
    scheme,
    id,
    key,
    person,
    async desk(options) {
      const one = await person(options);
      return { ...one, headers: await signIn(pool, one.id) };
    },
    group: ({ outboundCalls = null, callHistory = null, name = `Group ${short()}` } = {}) =>
      make("groups", { name, outbound_calls: outboundCalls, call_history: callHistory }),
    queue: (name = `Queue ${short()}`) => make("queues", { name }),
    assistant: (position = 0) =>
      make("assistants", { name: `Assistant ${short()}`, kind: "built_in", position }),
    noAssistants: async () => void (await run("delete from assistants where workspace_id = $1", [id])),
    async visitor() {
      const customerId = randomUUID();
      await run(
        "insert into site_visits (customer_id, workspace_id, url) values ($1, $2, 'https://shop.example/')",
        [customerId, id],
      );
      return customerId;
    },
    siteInvitation: () => make("site_invitations", { name: `Invitation ${short()}`, texts: { en: "Hello" } }),
    skill: (name = `Skill ${short()}`) => make("skills", { name }),
    disposition: (name = `Disposition ${short()}`) => make("dispositions", { name, key: short() }),
    tag: (name = `Tag ${short()}`) => make("tags", { name }),
    topicSet: (name = `Topics ${short()}`) => make("topic_sets", { name }),
    async topic(setId) {
      const topicId = uuidv7();
      await run("insert into topics (id, set_id, name) values ($1, $2, $3)", [
        topicId,
        setId,
        `Topic ${short()}`,
      ]);
      return topicId;
    },
    asksFor: async (queueId, topicSetId) =>
      void (await run("update queues set rules = jsonb_build_object('wrapUp', $2::jsonb) where id = $1", [
        queueId,
        { ...defaultQueueRules.wrapUp, topicSetId },
      ])),
    async trigger() {
      await run("delete from triggers where workspace_id = $1 and type = 'queue_timeout'", [id]);
      return make("triggers", {
        type: "queue_timeout",
        seconds: 60,
        action: "close",
        texts: { en: "Later" },
      });
    },
    async missed(queueId, takenBy) {
      const customerId = await make("customers", { name: "Zoe" });
      const state = takenBy ? "taken" : "open";
      return make("missed_items", {
        kind: "missed",
        customer_id: customerId,
        queue_id: queueId,
        state,
        taken_by: takenBy,
      });
    },
    conversation: (options) => makeConversation(pool, id, options),
    // From a colleague: it may ring beside others.
    offer: (conversationId, userId) => make("offers", offerTo(conversationId, userId)),
    call: (conversationId, agentId) => make("calls", callBetween(conversationId, agentId)),
    recording: (callId, conversationId) => make("recordings", recordingOf(callId, conversationId)),
    async invitation(role = "agent") {
      const token = randomBytes(24).toString("base64url");
      const email = `guest-${short()}@floor.example`;
      const made = await make("invitations", {
        email,
        name: "A guest",
        role,
        token_hash: createHash("sha256").update(token).digest("hex"),
        expires_at: new Date(Date.now() + 86_400_000),
      });
      return { id: made, token };
    },
    async customRole({ name, basedOn, grants }) {
      const roleKey = `custom-${short()}`;
      await make("custom_roles", { key: roleKey, name, based_on: basedOn, grants: JSON.stringify(grants) });
      return roleKey;
    },
    settings: async (settings) =>
      void (await run("update workspaces set settings = $2 where id = $1", [id, JSON.stringify(settings)])),
    security: async (rules) =>
      void (await run("update workspaces set security = $2 where id = $1", [id, JSON.stringify(rules)])),
  };
}

async function makePerson(pool: pg.Pool, workspaceId: string, options: PersonOptions): Promise<Person> {
  const { role = "agent", state = "active", agentbotAccess = false, maxConversations = 4 } = options;
  const id = uuidv7();
  const name = options.name ?? `Person ${short()}`;
  const email = `person-${short()}@floor.example`;
  const gone = state === "active" ? null : new Date();
  await pool.query(
    `with one as (insert into users (id, workspace_id, name, email, email_verified, role, agentbot_access,
         max_conversations, blocked_at, archived_at) values ($1, $2, $3, $4, true, $5, $6, $7, $8, $9) returning id)
     insert into accounts (id, user_id, account_id, provider_id, password) select $1, id, id, 'credential', $10 from one`,
    [
      id,
      workspaceId,
      name,
      email,
      role,
      agentbotAccess,
      maxConversations,
      gone,
      state === "archived" ? gone : null,
      await passwordHash(),
    ],
  );
  const tie = (text: string, ids: readonly string[] = []) =>
    ids.length > 0 ? pool.query(text, [id, [...ids]]) : null;
  await tie("insert into group_members (user_id, group_id) select $1, unnest($2::uuid[])", options.groups);
  await tie("insert into group_leaders (user_id, group_id) select $1, unnest($2::uuid[])", options.leads);
  await tie("insert into queue_members (user_id, queue_id) select $1, unnest($2::uuid[])", options.queues);
  await tie("insert into user_skills (user_id, skill_id) select $1, unnest($2::uuid[])", options.skills);
  for (const [queueId, level] of Object.entries(options.assigned ?? {}))
    await pool.query("insert into queue_supervisors (user_id, queue_id, level) values ($1, $2, $3)", [
      id,
      queueId,
      level,
    ]);
  return { id, name, email, role, workspaceId };
}

/** A session as the sign-in makes it; its token is a bearer's. */
export async function signIn(pool: pg.Pool, userId: string): Promise<Desk["headers"]> {
  const token = randomBytes(24).toString("hex");
  await pool.query(
    "insert into sessions (id, user_id, token, expires_at) values ($1, $2, $3, now() + interval '1 day')",
    [uuidv7(), userId, token],
  );
  return { authorization: `Bearer ${token}` };
}

async function makeConversation(
  pool: pg.Pool,
  workspaceId: string,
  { queueId, assigneeId = null, state = assigneeId ? "assigned" : "waiting" }: ConversationOptions,
): Promise<MadeConversation> {
  const [customerId, id] = [randomUUID(), randomUUID()];
  await pool.query("insert into customers (id, workspace_id, name) values ($1, $2, 'Zoe')", [
    customerId,
    workspaceId,
  ]);
  await pool.query(
    `insert into conversations (id, workspace_id, customer_id, queue_id, start_id, state, assignee_id, assignment_token,
       waiting_since, assigned_at, closed_at)
     values ($1, $2, $3, $4, $5, $6, $7, 1, case $6 when 'waiting' then now() end, case $6 when 'waiting' then null else now() end,
       case $6 when 'closed' then now() end)`,
    [id, workspaceId, customerId, queueId, randomUUID(), state, assigneeId],
  );
  return { id, customerId };
}
