import { randomBytes, randomUUID } from "node:crypto";
import type { RunningServer } from "#server/app/start-server.ts";
import { addFirstDispositions } from "#server/features/dispositions/index.ts";
import { groupLeaders, groupMembers, groups } from "#server/platform/db/schema/people.ts";
import { queueMembers } from "#server/platform/db/schema/queue-members.ts";
import { queues, workspaces } from "#server/platform/db/schema/workspaces.ts";

import type { WorkspaceSettings } from "#shared/domain/settings.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";

export interface TestWorkspace {
  readonly id: string;
  readonly key: string;
  /** Ids of its queues, by name. */
  readonly queueIds: Readonly<Record<string, string>>;
}

export interface TestUser {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly workspaceId: string;
}

export interface SignedIn extends TestUser {
  /** The session token, as the desktop keeps it. */
  readonly token: string;
  /** For `request` and for a socket's `extraHeaders`. */
  readonly headers: { readonly authorization: string };
  /** The cookie, as a browser sends it. */
  readonly cookie: string;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
  readonly headers: Headers;
}

export type Ask = (
  method: string,
  path: string,
  options?: { headers?: Record<string, string>; body?: unknown },
) => Promise<Answer>;

export interface Fixtures {
  /** Makes a workspace with a queue for each name. */
  workspace(options?: {
    queues?: readonly string[];
    allowedSites?: readonly string[];
    scheme?: SchemeName;
    settings?: Partial<WorkspaceSettings>;
  }): Promise<TestWorkspace>;
  user(workspace: TestWorkspace, options?: UserOptions): Promise<TestUser>;
  /** Makes a group; answers its id. */
  group(workspace: TestWorkspace, options: GroupOptions): Promise<string>;
  signIn(user: TestUser): Promise<SignedIn>;
  /** A new user, signed in. */
  signedIn(workspace: TestWorkspace, options?: UserOptions): Promise<SignedIn>;
  request: Ask;
}

export interface UserOptions {
  readonly role?: string;
  readonly name?: string;
  /** Names of queues he is a member of. */
  readonly queues?: readonly string[];
  readonly maxConversations?: number;
}

export interface GroupOptions {
  readonly name?: string;
  readonly leaders?: readonly TestUser[];
  readonly members?: readonly TestUser[];
  readonly outboundCalls?: boolean | null;
  readonly callHistory?: boolean | null;
}

export const testPassword = "correct horse 1";

export function createFixtures({ accounts, database: { db } }: RunningServer, url: string): Fixtures {
  const request = asker(url);

  const workspace: Fixtures["workspace"] = async ({
    queues: names = ["Orders"],
    allowedSites = [],
    scheme = "standard",
    settings = {},
  } = {}) => {
    const key = `shop-${randomBytes(4).toString("hex")}`;
    const [made] = await db
      .insert(workspaces)
      .values({
        key,
        name: "A shop",
        identitySecret: randomUUID(),
        allowedSites: [...allowedSites],
        scheme,
        settings,
      })
      .returning();
    const id = made?.id ?? "";
    await addFirstDispositions(db, id);
    const rows = await db
      .insert(queues)
      .values(names.map((name, position) => ({ workspaceId: id, name, position })))
      .returning();
    return { id, key, queueIds: Object.fromEntries(rows.map((row) => [row.name, row.id])) };
  };

  const user: Fixtures["user"] = async (home, options = {}) => {
    const { role = "agent", name = "Ada Test", queues: names = [], maxConversations = 4 } = options;
    const email = `user-${randomBytes(5).toString("hex")}@shop.example`;
    const person = { workspaceId: home.id, name, email, role, maxConversations, password: testPassword };
    const id = await accounts.createUser(db, person);
    for (const queue of names) {
      await db.insert(queueMembers).values({ queueId: home.queueIds[queue] ?? queue, userId: id });
    }
    return { id, email, password: testPassword, name, workspaceId: home.id };
  };

  const group: Fixtures["group"] = async (home, { name, leaders = [], members = [], ...settings }) => {
    const [made] = await db
      .insert(groups)
      .values({ workspaceId: home.id, name: name ?? `Group ${randomBytes(3).toString("hex")}`, ...settings })
      .returning();
    const groupId = made?.id ?? "";
    for (const { id } of leaders) await db.insert(groupLeaders).values({ groupId, userId: id });
    for (const { id } of members) await db.insert(groupMembers).values({ groupId, userId: id });
    return groupId;
  };

  const signIn: Fixtures["signIn"] = async (person) => {
    const { email, password } = person;
    const answer = await request("POST", "/api/auth/sign-in/email", { body: { email, password } });
    if (answer.status !== 200)
      throw new Error(`sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    const token = answer.headers.get("set-auth-token") ?? "";
    const cookie = (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
    return { ...person, token, headers: { authorization: `Bearer ${token}` }, cookie };
  };

  const signedIn: Fixtures["signedIn"] = async (home, options) => signIn(await user(home, options));
  return { workspace, user, group, signIn, signedIn, request };
}

/** Asks a server over HTTP; bodies that are not text or a form go as JSON. */
export const asker =
  (url: string): Ask =>
  async (method, path, { headers = {}, body } = {}) => {
    const plain = body === undefined || typeof body === "string" || body instanceof FormData;
    const answer = await fetch(new URL(path, url), {
      method,
      redirect: "manual",
      headers: { ...(plain ? {} : { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: plain ? (body as string | FormData) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.includes("application/json") ?? false;
    return { status: answer.status, body: isJson && text ? JSON.parse(text) : text, headers: answer.headers };
  };
