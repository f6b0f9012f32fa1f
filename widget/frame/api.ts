import type { InferContractRouterInputs, InferContractRouterOutputs } from "@orpc/contract";
import type { EventPage } from "#shared/contract/conversation-events.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import type { Contract } from "#shared/contract/index.ts";
import type { VisitorCall } from "#shared/contract/visitor-calls.ts";
import type { VisitorConversation } from "#shared/contract/widget.ts";
import { TransportFailure } from "#shared/sync/types.ts";
import type { PageSeen } from "../protocol.ts";

type Inputs = InferContractRouterInputs<Contract>;
type Outputs = InferContractRouterOutputs<Contract>;

export type SessionInput = Inputs["widget"]["session"];
export type SessionAnswer = Outputs["widget"]["session"];
export type CallbackInput = Omit<Inputs["visitor"]["askCallback"], "conversationId">;
export type StartInput = Inputs["visitor"]["start"];
export type StartAnswer = Outputs["visitor"]["start"];

/** The server refused, with a code of the catalogue. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const base = "/api/v1";
const patienceMs = 12_000;

/** The questions the frame asks over HTTP. Types come from the contract; its schemas stay out of the bundle. */
export function createApi(token: () => string) {
  async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const answer = await call(path, init);
    return (await answer.json().catch(() => null)) as T;
  }

  async function call(path: string, init: RequestInit): Promise<Response> {
    const patience = new AbortController();
    const timer = init.body instanceof FormData ? 0 : setTimeout(() => patience.abort(), patienceMs);
    const answer = await fetch(base + path, {
      ...init,
      headers: headersOf(init, token()),
      credentials: "omit",
      signal: patience.signal,
    }).catch((cause: unknown) => {
      throw new TransportFailure("no answer", { cause });
    });
    clearTimeout(timer);
    return answer.ok ? answer : Promise.reject(await failureOf(answer));
  }

  const put = (body: unknown, method = "POST"): RequestInit => ({ method, body: JSON.stringify(body) });

  return {
    session: (input: SessionInput) => ask<SessionAnswer>("/widget/session", put(input)),
    start: (input: StartInput) => ask<StartAnswer>("/visitor/conversations", put(input)),
    events(conversationId: string, query: Readonly<Record<string, string | number | undefined>>) {
      const given = Object.entries(query).filter(([, value]) => value !== undefined);
      const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
      return ask<EventPage>(`/visitor/conversations/${conversationId}/events?${search}`);
    },
    askCallback: (conversationId: string, input: CallbackInput) =>
      ask<VisitorConversation>(`/visitor/conversations/${conversationId}/callback`, put(input)),
    leave: (conversationId: string) =>
      ask<VisitorConversation>(`/visitor/conversations/${conversationId}/leave`, put({})),
    current: () => ask<VisitorConversation>("/visitor/conversations/current"),
    startCall: (input: Inputs["visitor"]["startCall"]) => ask<VisitorCall>("/visitor/calls", put(input)),
    relays: () => ask<Outputs["visitor"]["relays"]>("/visitor/relays"),
    currentCall: () => ask<VisitorCall | null>("/visitor/calls/current"),
    connectCall: (callId: string, input: Omit<Inputs["visitor"]["connectCall"], "callId">) =>
      ask<Outputs["visitor"]["connectCall"]>(`/visitor/calls/${callId}/connect`, put(input)),
    muteCall: (callId: string, muted: boolean) =>
      ask<VisitorCall>(`/visitor/calls/${callId}/mute`, put({ muted })),
    answerRecording: (callId: string, agreed: boolean) =>
      ask<VisitorCall>(`/visitor/calls/${callId}/recording`, put({ agreed })),
    leaveCall: (callId: string) => ask<VisitorCall>(`/visitor/calls/${callId}/leave`, put({})),
    page: (conversationId: string, page: PageSeen) =>
      ask(`/visitor/conversations/${conversationId}/page`, put({ page }, "PUT")),
    visit: (input: Inputs["visitor"]["visit"]) =>
      ask<Outputs["visitor"]["visit"]>("/visitor/visit", put(input, "PUT")),
    upload(conversationId: string, file: File) {
      const body = new FormData();
      body.set("file", file);
      return ask<StoredFile>(`/visitor/conversations/${conversationId}/files`, { method: "POST", body });
    },
    file: (fileId: string) => call(`/files/${fileId}`, {}).then((answer) => answer.blob()),
  };
}

export type Api = ReturnType<typeof createApi>;

function headersOf(init: RequestInit, token: string): Headers {
  const headers = new Headers();
  if (token) headers.set("authorization", `Bearer ${token}`);
  if (typeof init.body === "string") headers.set("content-type", "application/json");
  return headers;
}

/** A proxy's 502 is as good as no answer. */
async function failureOf(answer: Response): Promise<Error> {
  const body = (await answer.json().catch(() => null)) as { code?: unknown } | null;
  const code = typeof body?.code === "string" ? body.code : codeOf(answer.status);
  return code ? new Refused(code) : new TransportFailure(`status ${answer.status}`);
}

/** Answers that came without a code: from the framework, or from a proxy before it. */
function codeOf(status: number): string | undefined {
  if (status === 429) return "request.rate_limited";
  if (status === 413) return "request.too_large";
  if (status === 401) return "visitor.token_invalid";
  return status < 500 ? "request.invalid" : undefined;
}
