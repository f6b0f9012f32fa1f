import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type {
  Ack,
  Conversation,
  ConversationEvent,
  DeskSnapshot,
  EventPage,
  Offer,
  VisitorConversation,
} from "#shared/contract/index.ts";
import type { SignedIn, TestWorkspace } from "./fixtures.ts";
import type { TestServer } from "./start-test-server.ts";

const allowedSite = "https://shop.example";

/** One end of a conversation: a socket, what it heard, and its HTTP voice. */
export interface End {
  readonly socket: Socket;
  /** News so far, by event name. */
  heard<T = unknown>(event: string): T[];
  ask<T = unknown>(command: string, input?: unknown): Promise<Ack<T>>;
  http(method: string, path: string, body?: unknown): ReturnType<TestServer["request"]>;
  close(): void;
}

const connect = (url: string, options: object): Promise<Omit<End, "http">> =>
  new Promise((resolve, reject) => {
    const socket = io(url, { transports: ["websocket"], forceNew: true, reconnection: false, ...options });
    const news: [string, unknown][] = [];
    socket.onAny((event: string, payload: unknown) => news.push([event, payload]));
    const end = {
      socket,
      heard: <T>(event: string) => news.filter(([name]) => name === event).map(([, payload]) => payload as T),
      ask: (command: string, input: unknown = {}) => socket.timeout(5_000).emitWithAck(command, input),
      close: () => void socket.disconnect(),
    };
    socket.once("welcome", () => resolve(end));
    socket.once("connect_error", reject);
  });

/** A desk of a signed-in user, perhaps on a device that says its name. */
export async function openDesk(server: TestServer, user: SignedIn, deviceId?: string): Promise<End> {
  const end = await connect(`${server.url}/desk`, { extraHeaders: user.headers, auth: { deviceId } });
  return {
    ...end,
    http: (method, path, body) => server.request(method, `/api/v1${path}`, { headers: user.headers, body }),
  };
}

export interface VisitorEnd extends End {
  readonly token: string;
  readonly customerId: string;
  readonly conversation: VisitorConversation;
  say(text: string, clientId?: string): Promise<Ack<ConversationEvent>>;
}

/** The widget's own line, of a visitor with this token. */
export const visitorLine = (server: TestServer, token: string): Promise<Omit<End, "http">> =>
  connect(`${server.url}/visitor`, { auth: { token } });

/** Makes the shop's site an allowed one; boot answers only there. */
export const siteHeaders = { origin: allowedSite };
export const sites = [allowedSite];

/** A visitor's token, as the widget gets it. */
export async function visitorToken(
  server: TestServer,
  shop: TestWorkspace,
): Promise<{ visitorToken: string; customerId: string }> {
  const boot = await server.request("GET", `/api/v1/widget/boot?key=${shop.key}`, { headers: siteHeaders });
  const { body } = await server.request("POST", "/api/v1/widget/session", {
    body: { siteTicket: boot.body.siteTicket },
  });
  return body;
}

/** A visitor who has written his first message. */
export async function openVisitor(
  server: TestServer,
  shop: TestWorkspace,
  text = "Where is my order?",
  name = "João",
): Promise<VisitorEnd> {
  const { visitorToken: token, customerId } = await visitorToken(server, shop);
  const headers = { authorization: `Bearer ${token}` };
  const http: End["http"] = (method, path, body) =>
    server.request(method, `/api/v1${path}`, { headers, body });
  const { body } = await http("POST", "/visitor/conversations", { clientId: randomUUID(), text, name });
  const end = await connect(`${server.url}/visitor`, { auth: { token } });
  const conversation: VisitorConversation = body.conversation;
  return {
    ...end,
    http,
    token,
    customerId,
    conversation,
    say: (said, clientId = randomUUID()) =>
      end.ask<ConversationEvent>("message.send", { conversationId: conversation.id, clientId, text: said }),
  };
}

/** Looks again until `read` answers something; fails after five seconds. */
export async function eventually<T>(
  read: () => T | undefined | false | Promise<T | undefined | false>,
  what = "it",
): Promise<T> {
  const until = Date.now() + 5_000;
  for (;;) {
    const found = await read();
    if (found) return found;
    if (Date.now() > until) throw new Error(`${what} did not happen within 5 s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const snapshot = async (desk: End): Promise<DeskSnapshot> => {
  const answer = await desk.ask<DeskSnapshot>("desk.snapshot");
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
};

/** The offer that rings at a desk for a conversation. */
export const offerOf = (desk: End, conversationId: string): Promise<Offer> =>
  eventually(
    async () => (await snapshot(desk)).offers.find((offer) => offer.conversationId === conversationId),
    "the offer",
  );

/** Rings, accepts, and gives the conversation as the agent has it. */
export async function accept(desk: End, conversationId: string): Promise<Conversation> {
  const offer = await offerOf(desk, conversationId);
  const { status, body } = await desk.http("POST", `/offers/${offer.id}/accept`);
  if (status !== 200) throw new Error(`accepting answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

export const ready = (desk: End) => desk.http("PUT", "/me/status", { status: "ready" });

/** The whole log as this end may see it. */
export async function logOf(
  end: End,
  conversationId: string,
  side: "staff" | "visitor" = "staff",
): Promise<ConversationEvent[]> {
  const prefix = side === "visitor" ? "/visitor" : "";
  const { body } = await end.http(
    "GET",
    `${prefix}/conversations/${conversationId}/events?after=0&limit=500`,
  );
  return (body as EventPage).events;
}

export const say = (
  desk: End,
  conversationId: string,
  text: string,
  more: object = {},
): Promise<Ack<ConversationEvent>> =>
  desk.ask("message.send", { conversationId, clientId: randomUUID(), text, ...more });

/** An agent and a customer in the middle of a conversation. */
export async function startTalking(
  server: TestServer,
): Promise<{ desk: End; customer: VisitorEnd; id: string; agent: SignedIn }> {
  const shop = await server.workspace({ allowedSites: sites });
  const agent = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
  const desk = await openDesk(server, agent);
  await ready(desk);
  const customer = await openVisitor(server, shop);
  await accept(desk, customer.conversation.id);
  return { desk, customer, id: customer.conversation.id, agent };
}
