import type { EventPage } from "#shared/contract/conversation-events.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { VisitorConversation, WidgetConfig } from "#shared/contract/widget.ts";
import { password, site } from "./workspace.ts";

/** A refusal by the server, with its code of the catalogue. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

/** Longer than any catching up may take. */
const shortly = 5_000;
/** For taking one's place, before anything is killed: many sign in at once, on a machine that may have other work. */
const atLeisure = 60_000;

interface Call {
  readonly method?: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long an answer may take, ms. */
  readonly patience?: number;
}

async function send(
  address: string,
  { method = "GET", path, token, body, headers, patience = shortly }: Call,
): Promise<Response> {
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patience),
  });
  if (answer.ok) return answer;
  const said = (await answer.json().catch(() => ({}))) as { code?: string };
  throw new Refused(said.code ?? `http ${answer.status}`, answer.status);
}

const ask = async <T>(address: string, call: Call): Promise<T> =>
  (await send(address, call)).json() as Promise<T>;

/** Signs in with e-mail and password, as the desktop's main process does. Answers the session token. */
export async function signIn(address: string, email: string): Promise<string> {
  const answer = await send(address, {
    method: "POST",
    path: "/api/auth/sign-in/email",
    body: { email, password },
    patience: atLeisure,
  });
  await answer.body?.cancel();
  const token = answer.headers.get("set-auth-token");
  if (!token) throw new Error("the sign-in gave no token");
  return decodeURIComponent(token);
}

/** Enters as an anonymous visitor of the allowed site. Answers the visitor's token. */
export async function enterAsVisitor(address: string, key: string): Promise<string> {
  const { siteTicket } = await ask<WidgetConfig>(address, {
    path: `/api/v1/widget/boot?key=${key}`,
    headers: { origin: site },
    patience: atLeisure,
  });
  const { visitorToken } = await ask<{ visitorToken: string }>(address, {
    ...{ method: "POST", path: "/api/v1/widget/session", body: { siteTicket } },
    patience: atLeisure,
  });
  return visitorToken;
}

/** Starts a conversation with its first message. */
export const startConversation = (address: string, token: string, clientId: string, text: string) =>
  ask<{ conversation: VisitorConversation }>(address, {
    ...{ method: "POST", path: "/api/v1/visitor/conversations", token },
    body: { clientId, text, name: "Customer" },
    patience: atLeisure,
  });

/** A page of a log, as the desk (`staff`) or the widget (`customer`) fetches it. */
export function fetchEvents(
  address: string,
  token: string,
  side: "staff" | "customer",
  { conversationId, ...query }: { conversationId: string; [name: string]: unknown },
): Promise<EventPage> {
  const text = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  const folder = side === "staff" ? "conversations" : "visitor/conversations";
  return ask(address, { path: `/api/v1/${folder}/${conversationId}/events?${text}`, token });
}

export const chooseReady = (address: string, token: string) =>
  ask(address, {
    method: "PUT",
    path: "/api/v1/me/status",
    token,
    body: { status: "ready" },
    patience: atLeisure,
  });

export const acceptOffer = (address: string, token: string, offerId: string) =>
  ask<Conversation>(address, { method: "POST", path: `/api/v1/offers/${offerId}/accept`, token, body: {} });

/** Any question or command; throws `Refused`. */
export const call = <T>(address: string, { patience = atLeisure, ...rest }: Call): Promise<T> =>
  ask<T>(address, { ...rest, patience });

export const handBack = (address: string, token: string, conversation: Conversation, queueId: string) =>
  ask<Conversation>(address, {
    ...{ method: "POST", path: `/api/v1/conversations/${conversation.id}/transfer`, token },
    body: { assignmentToken: conversation.assignmentToken, to: { kind: "queue", queueId }, note: "" },
  });

export const take = (address: string, token: string, conversationId: string) =>
  ask<Conversation>(address, {
    ...{ method: "POST", path: `/api/v1/conversations/${conversationId}/take`, token, body: {} },
  });
