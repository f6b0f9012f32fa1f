import type { PageSeen } from "../protocol.ts";
import { type Api, Refused, type StartAnswer, type StartInput } from "./api.ts";
import type { PendingStart } from "./chat-state.ts";
import type { LanguageTag } from "./i18n/index.ts";
import { passing, settled } from "./session.ts";
import type { Keep } from "./storage.ts";

export interface FirstMessageDeps {
  readonly api: Pick<Api, "start">;
  readonly keep: Keep;
  readonly newId: () => string;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly page: () => PageSeen;
  readonly language: () => LanguageTag;
  /** The queue that the page asks for; empty: none. */
  readonly queue: () => string;
  readonly changed: (pending: PendingStart | null) => void;
  readonly started: (answer: StartAnswer) => void;
  /** The token has lapsed: become a visitor again, then `resume` is called. */
  readonly tokenRefused: () => void;
}

export type Opening = Pick<PendingStart, "name" | "email" | "text">;

/**
 * The message that starts a conversation. It is written down before it is sent, and sent again under the same
 * client id until the server has answered, also after a change of page: it cannot get lost or arrive twice.
 */
export function createFirstMessage(deps: FirstMessageDeps) {
  let pending = read(deps.keep);
  let sending = false;

  const set = (next: PendingStart | null) => {
    pending = next;
    deps.keep.set("start", next && JSON.stringify(next));
    deps.changed(next);
  };

  /** One try. True: there is something left to do. */
  async function tryOnce(opening: PendingStart, tries: number): Promise<boolean> {
    const input = inputOf(opening, deps);
    const { answer, error } = await settled(deps.api.start(input));
    // Discarded meanwhile, or another one took its place.
    if (pending?.clientId !== opening.clientId) return true;
    if (answer) {
      set(null);
      deps.started(answer);
      return false;
    }
    const code = error instanceof Refused ? error.code : null;
    if (code === "visitor.token_invalid" || code === "session.required") {
      deps.tokenRefused();
      return false;
    }
    if (code && !passing(code)) set({ ...opening, failure: code });
    else await deps.wait(Math.min(10_000, 500 * 2 ** tries) * (0.5 + Math.random() / 2));
    return true;
  }

  async function deliver(): Promise<void> {
    if (sending) return;
    sending = true;
    for (let tries = 0; pending && !pending.failure; tries++) if (!(await tryOnce(pending, tries))) break;
    sending = false;
  }

  return {
    pending: () => pending,
    begin(opening: Opening): void {
      set({ ...opening, clientId: deps.newId(), createdAt: deps.now(), failure: null });
      void deliver();
    },
    /** Goes on with what an earlier page left. */
    resume(): void {
      if (pending) deps.changed(pending);
      void deliver();
    },
    retry(): void {
      if (pending) set({ ...pending, failure: null });
      void deliver();
    },
    discard: () => set(null),
  };
}

function inputOf(
  { clientId, name, email, text }: PendingStart,
  deps: Pick<FirstMessageDeps, "page" | "language" | "queue">,
): StartInput {
  const [page, queue] = [deps.page(), deps.queue()];
  return {
    clientId: clientId as StartInput["clientId"],
    text,
    language: deps.language(),
    ...(queue ? { queue } : {}),
    ...(name ? { name } : {}),
    ...(email ? { email } : {}),
    ...(page.url ? { page } : {}),
  };
}

function read(keep: Keep): PendingStart | null {
  try {
    const stored = JSON.parse(keep.get("start") ?? "null") as PendingStart | null;
    return typeof stored?.clientId === "string" && typeof stored.text === "string" ? stored : null;
  } catch {
    return null;
  }
}

export type FirstMessage = ReturnType<typeof createFirstMessage>;
