import { createHmac } from "node:crypto";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { useAgent as filteringAgent } from "request-filtering-agent";
import {
  mostDataBytes,
  mostDataEntries,
  WebhookAnswer,
  type WebhookProblem,
  type WebhookRequest,
} from "#shared/contract/assistants.ts";

/** Where a webhook is and what signs what it is sent. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

export type WebhookResult =
  | { readonly answer: WebhookAnswer; readonly problem: null; readonly detail: string }
  | { readonly answer: null; readonly problem: WebhookProblem; readonly detail: string };

/** Asks a webhook. Never throws: what went wrong is an answer too. `turn` is the same for every repetition. */
export type AskWebhook = (
  webhook: Webhook,
  turn: string,
  question: WebhookRequest,
  signal?: AbortSignal,
) => Promise<WebhookResult>;

const patienceMs = 10_000;
const mostBytes = 1_000_000;

class Trouble extends Error {
  readonly problem: WebhookProblem;
  constructor(problem: WebhookProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

/** `t=<seconds>,v1=<HMAC-SHA256 of "t.body" as hex>`: a receiver checks both, so that nothing old is played again. */
export function signatureOf(secret: string, body: string, seconds: number): string {
  const mac = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${mac}`;
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);

/** https only; plain http to this machine when that is switched on, for tests and development. */
export function isAllowedAddress(address: string, loopback: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username || password) return false;
  if (loopback && isLoopback(hostname)) return protocol === "http:" || protocol === "https:";
  return protocol === "https:" && !isLoopback(hostname);
}

/**
 * Asks by HTTPS without following redirects. The agent looks up the name once, refuses private and reserved addresses,
 * and connects to the very address it has looked at, so that a name cannot point elsewhere a moment later.
 */
export const createWebhooks =
  ({ loopback, now = Date.now }: { readonly loopback: boolean; readonly now?: () => number }): AskWebhook =>
  async ({ url, secret }, turn, question, signal) => {
    try {
      if (!isAllowedAddress(url, loopback)) throw new Trouble("not_allowed", "needs a public https address");
      const body = JSON.stringify(question);
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        accept: "application/json",
        "user-agent": "Sidetone",
        "sidetone-turn": turn,
        "sidetone-signature": signatureOf(secret, body, Math.floor(now() / 1_000)),
      };
      const limit = AbortSignal.timeout(patienceMs);
      const both = signal ? AbortSignal.any([signal, limit]) : limit;
      const text = await post(url, { headers, body, loopback, signal: both }).catch((error: unknown) => {
        throw limit.aborted ? new Trouble("timeout", `no answer within ${patienceMs / 1_000} s`) : error;
      });
      const answer = readAnswer(text);
      refuseTooMuch({ ...question.data, ...answer.data });
      return { answer, problem: null, detail: "" };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { answer: null, problem: error instanceof Trouble ? error.problem : "unreachable", detail };
    }
  };

interface Post {
  readonly headers: Record<string, string | number>;
  readonly body: string;
  readonly loopback: boolean;
  readonly signal: AbortSignal;
}

function post(url: string, { headers, body, loopback, signal }: Post): Promise<string> {
  const send = url.startsWith("https:") ? secureRequest : plainRequest;
  const local = loopback && isLoopback(new URL(url).hostname);
  const agent = filteringAgent(url, { keepAlive: false, allowPrivateIPAddress: local });
  return new Promise((resolve, reject) => {
    const asked = send(url, { method: "POST", headers, agent, signal }, (answer) => {
      read(answer).then(resolve, (error: unknown) => {
        asked.destroy();
        reject(error);
      });
    });
    asked.once("error", reject);
    asked.end(body);
  });
}

async function read(answer: IncomingMessage): Promise<string> {
  const status = answer.statusCode ?? 0;
  if (status >= 300 && status < 400)
    throw new Trouble("redirect", `answered ${status}; redirects are not followed`);
  if (status !== 200) throw new Trouble("status", `answered ${status}, not 200`);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) throw new Trouble("too_large", "answered more than 1 MB");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function readAnswer(text: string): WebhookAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Trouble("not_json", `is not JSON: ${text.slice(0, 80)}`);
  }
  const parsed = WebhookAnswer.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Trouble(
    "wrong_shape",
    `${first?.path.join(".") || "answer"}: ${first?.message ?? "is not as agreed"}`,
  );
}

/** It goes along with every question and with the hand-over, so it is bounded as a whole and not only piece by piece. */
export function refuseTooMuch(data: Readonly<Record<string, string>>): void {
  const entries = Object.keys(data).length;
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (entries > mostDataEntries)
    throw new Trouble("too_much_data", `data would have ${entries} entries; at most ${mostDataEntries}`);
  if (bytes > mostDataBytes)
    throw new Trouble("too_much_data", `data would be ${bytes} bytes; at most ${mostDataBytes}`);
}
