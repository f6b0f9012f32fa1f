import type { Author, ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import type { ChatState } from "./chat-state.ts";
import type { TextKey } from "./i18n/en.ts";

export type Delivery = "queued" | "sending" | "failed" | "sent" | "read";

export interface MessageLine {
  readonly kind: "message";
  readonly key: string;
  readonly mine: boolean;
  readonly author: string;
  readonly text: string;
  readonly files: readonly StoredFile[];
  /** Files of a message on its way: nothing is known here but their names. */
  readonly unsentFiles: readonly string[];
  readonly at: number;
  readonly delivery: Delivery | null;
  readonly failure: string | null;
  /** First of a run by one author, and last of it. */
  readonly first: boolean;
  readonly last: boolean;
  /** What an assistant offers to choose: only on the newest line, as long as nothing was said to it. */
  readonly choices?: readonly string[];
}

export type Line =
  | MessageLine
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | { readonly kind: "system"; readonly key: string; readonly text: TextKey; readonly name: string };

const runMs = 5 * 60_000;

/** What the timeline draws: the log, then what is still on its way, with days and system lines between. */
export function linesOf(
  state: Pick<ChatState, "log" | "outbox" | "starting" | "conversation">,
): readonly Line[] {
  const logged = (state.log?.events ?? []).flatMap(
    (event) => lineOf(event, state.conversation?.agentRead ?? 0) ?? [],
  );
  const known = new Set(state.log?.events.flatMap(({ clientId }) => clientId ?? []));
  const lines = [...logged, ...startingLine(state), ...outboxLines(state, known)];
  return withDays(withRuns(withNewestChoices(lines)));
}

/** Who began it is said: that somebody was called does not mean that anybody has talked. */
function callLine(key: string, what: "started" | "answered" | "ended", { kind, name }: Author): Line {
  const started = kind === "customer" ? "callStarted" : "callInvited";
  const text = what === "started" ? started : what === "answered" ? "callAnswered" : "callEnded";
  return { kind: "system", key, text, name };
}

function lineOf(event: ConversationEvent, agentRead: number): Line | undefined {
  const { body, author, seq, at } = event;
  const key = event.clientId ?? `e${seq}`;
  switch (body.kind) {
    case "message": {
      const mine = author.kind === "customer";
      const delivery = mine ? (seq <= agentRead ? "read" : "sent") : null;
      return {
        ...blank,
        key,
        mine,
        author: author.name,
        text: body.text,
        files: body.files,
        at: Date.parse(at),
        delivery,
        ...(body.choices ? { choices: body.choices } : {}),
      };
    }
    case "assigned":
      return { kind: "system", key, text: "joined", name: body.agent.name };
    case "transferred":
      return { kind: "system", key, text: "handedOver", name: "" };
    case "closed":
      return { kind: "system", key, text: "ended", name: "" };
    case "reopened":
      return { kind: "system", key, text: "reopened", name: "" };
    case "call":
      return callLine(key, body.what, author);
    default:
      return undefined;
  }
}

const blank = {
  kind: "message",
  mine: true,
  author: "",
  files: [],
  unsentFiles: [],
  failure: null,
  first: true,
  last: true,
} as const;

function startingLine({ starting, log }: Pick<ChatState, "starting" | "log">): Line[] {
  if (!starting || log?.events.some(({ clientId }) => clientId === starting.clientId)) return [];
  const { clientId, text, createdAt, failure } = starting;
  return [
    { ...blank, key: clientId, text, at: createdAt, delivery: failure ? "failed" : "sending", failure },
  ];
}

function outboxLines({ outbox }: Pick<ChatState, "outbox">, known: ReadonlySet<string>): Line[] {
  return outbox
    .filter(({ clientId }) => !known.has(clientId as never))
    .map(({ clientId, text, createdAt, state, failure, fileIds, fileNames }) => ({
      ...blank,
      key: clientId,
      text,
      at: createdAt,
      delivery: state,
      failure,
      // An entry of an older version of this page has no names; a number is better than nothing.
      unsentFiles: fileNames ?? fileIds.map((_, index) => String(index + 1)),
    }));
}

function withNewestChoices(lines: readonly Line[]): Line[] {
  return lines.map((line, at) => {
    if (line.kind !== "message" || !line.choices || at === lines.length - 1) return line;
    const { choices: _, ...rest } = line;
    return rest;
  });
}

function withRuns(lines: readonly Line[]): Line[] {
  const belong = (left: Line | undefined, right: Line | undefined) =>
    left?.kind === "message" &&
    right?.kind === "message" &&
    left.mine === right.mine &&
    left.author === right.author &&
    right.at - left.at < runMs;
  return lines.map((line, index) =>
    line.kind === "message"
      ? { ...line, first: !belong(lines[index - 1], line), last: !belong(line, lines[index + 1]) }
      : line,
  );
}

function withDays(lines: readonly Line[]): Line[] {
  let day = "";
  return lines.flatMap((line): Line[] => {
    if (line.kind !== "message") return [line];
    const own = new Date(line.at).toDateString();
    if (own === day) return [line];
    day = own;
    return [{ kind: "day" as const, key: `day ${own}`, at: line.at }, line];
  });
}
