import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import type { ConversationEvent } from "#shared/contract/index.ts";
import type { SignedIn, TestWorkspace } from "./fixtures.ts";
import type { TestServer } from "./start-test-server.ts";
import { type End, eventually, logOf, openDesk, sites, type VisitorEnd } from "./talk.ts";

export interface Asked {
  readonly body: { messages: { text: string }[]; data: Record<string, string>; conversation: { id: string } };
  readonly raw: string;
  readonly headers: IncomingMessage["headers"];
}
export type Reply = { readonly status?: number; readonly body: unknown; readonly wait?: Promise<unknown> };
export interface Bot {
  readonly url: string;
  readonly asked: Asked[];
  answer: (asked: Asked) => Reply;
  close(): void;
}

/** A webhook as somebody else would write it. */
export async function startBot(): Promise<Bot> {
  const asked: Asked[] = [];
  const http: Server = createServer(async (request, reply) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const raw = Buffer.concat(parts).toString();
    const one = { body: JSON.parse(raw), raw, headers: request.headers };
    asked.push(one);
    const { status = 200, body, wait } = made.answer(one);
    await wait;
    reply.writeHead(status, status === 302 ? { location: made.url } : { "content-type": "application/json" });
    reply.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const made: Bot = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/answer`,
    asked,
    answer: () => ({ body: {} }),
    close: () => void http.close(),
  };
  return made;
}

export interface House {
  readonly shop: TestWorkspace;
  readonly owner: SignedIn;
  readonly ana: SignedIn;
  readonly atAna: End;
  api(method: string, path: string, body?: unknown): ReturnType<TestServer["request"]>;
}

export async function openHouse(server: TestServer): Promise<House> {
  const shop = await server.workspace({ queues: ["Orders", "Returns"], allowedSites: sites });
  const owner = await server.signedIn(shop, { role: "owner", name: "Olga" });
  const ana = await server.signedIn(shop, { name: "Ana", queues: ["Returns"] });
  const api: House["api"] = (method, path, body) =>
    server.request(method, `/api/v1${path}`, { headers: owner.headers, body });
  return { shop, owner, ana, atAna: await openDesk(server, ana), api };
}

/** An assistant that answers the queue Orders. */
export async function addWebhook({ api, shop }: House, bot: Bot) {
  const { body } = await api("POST", "/assistants", { name: "Robo", kind: "webhook", url: bot.url });
  const { id, version } = body.assistant;
  const queueIds = [shop.queueIds.Orders];
  const on = await api("PATCH", `/assistants/${id}`, { version, enabled: true, queueIds });
  expect(on.status).toBe(200);
  return { id: id as string, secret: body.secret as string };
}

const said = async (end: VisitorEnd): Promise<ConversationEvent[]> =>
  (await logOf(end, end.conversation.id, "visitor")).filter(({ body }) => body.kind === "message");
export const textsOf = (events: readonly ConversationEvent[]) =>
  events.map(({ author, body }) => `${author.kind}: ${"text" in body ? body.text : ""}`);
export const answered = (end: VisitorEnd, count: number) =>
  eventually(async () => {
    const events = await said(end);
    return events.length >= count && events;
  }, `${count} messages`);
export const notedIn = async (end: End, id: string) =>
  (await logOf(end, id)).flatMap(({ body }) => (body.kind === "noted" ? [body] : []));
