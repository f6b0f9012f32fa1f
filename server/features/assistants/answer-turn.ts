import type pg from "pg";
import type { AssistantProblem } from "#shared/contract/assistants.ts";
import { Language } from "#shared/contract/ids.ts";
import { answerOf, type FlowState, freshFlow } from "#shared/domain/assistant-flow.ts";
import { type Answer, commitAnswer, ownKey } from "./commit-answer.ts";
import type { AssistantDeps } from "./deps.ts";
import { loadTurn, putOff, settle, type Turn } from "./turns.ts";

/** After so many failures people answer. */
const mostAttempts = 3;

const backOffSeconds = (attempts: number): number => 2 ** (attempts - 1);

const flowKey = `${ownKey}flow`;

function stateOf(data: Turn["data"]): FlowState {
  try {
    return { ...freshFlow, ...JSON.parse(data[flowKey] ?? "{}") };
  } catch {
    return freshFlow;
  }
}

const languageOf = (tag: string | null) => Language.safeParse(tag).data ?? null;

/** The built-in one answers each message in turn, until it hands over. */
export function builtInAnswer({ assistant, data, messages, language, languages }: Turn): Answer {
  const { flow } = assistant;
  if (!flow) return { messages: [], data, handOver: { queueId: null, summary: "" } };
  const said: Answer["messages"][number][] = [];
  const fallbacks = languages.flatMap((tag) => languageOf(tag) ?? []);
  let state = stateOf(data);
  for (const { text } of messages) {
    const answer = answerOf(flow, state, text, languageOf(language), fallbacks);
    said.push(...answer.messages);
    state = answer.state;
    if (!answer.handOver) continue;
    const { queueId, topics } = answer.handOver;
    return { messages: said, data: {}, handOver: { queueId, summary: topics.join(" › ") } };
  }
  return { messages: said, data: { [flowKey]: JSON.stringify(state) }, handOver: null };
}

async function queueNamed(pool: pg.Pool, workspaceId: string, name: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from queues where workspace_id = $1 and (lower(name) = lower($2) or id::text = $2)
       and archived_at is null limit 1`,
    [workspaceId, name],
  );
  return rows[0]?.id ?? null;
}

/** Said again before the other ends think that it has stopped (6 s). */
const typingAgainMs = 4_000;

/** Shows that the assistant thinks, until the answer to this is called. */
function thinks({ showTyping }: AssistantDeps, { conversationId, customer, assistant }: Turn): () => void {
  const tell = (on: boolean) =>
    showTyping({
      conversationId,
      customerId: customer.id,
      assistant: { id: assistant.id, name: assistant.name },
      on,
    });
  const timer = setInterval(tell, typingAgainMs, true);
  tell(true);
  return () => {
    clearInterval(timer);
    tell(false);
  };
}

type Asked =
  | { readonly answer: Answer; readonly problem?: undefined }
  /** `detail` may quote what the webhook answered: it is for the log alone. */
  | { readonly problem: AssistantProblem; readonly detail: string };

async function webhookAnswer(deps: AssistantDeps, turn: Turn, signal: AbortSignal): Promise<Asked> {
  const { assistant, conversationId, customer, channel, language, queue, page, data } = turn;
  if (!assistant.url || !assistant.secret) return { problem: "not_set_up", detail: "" };
  const secret = deps.seal.open(assistant.secret, `assistant ${assistant.id}`);
  const result = await deps.askWebhook(
    { url: assistant.url, secret },
    `${conversationId}:${turn.messages.at(-1)?.seq ?? 0}`,
    {
      conversation: { id: conversationId, channel, language, queue, page },
      customer,
      messages: turn.messages.map(({ seq, text, at }) => ({ seq, text, at: at.toISOString() })),
      data,
    },
    signal,
  );
  if (!result.answer) return { problem: result.problem, detail: result.detail };
  const { messages, data: more = {}, handOver } = result.answer;
  return {
    answer: {
      messages: messages.map(({ text, choices }) => (choices ? { text, choices } : { text })),
      data: { ...data, ...more },
      handOver: handOver
        ? {
            queueId: handOver.queue ? await queueNamed(deps.pool, turn.workspaceId, handOver.queue) : null,
            summary: handOver.summary,
          }
        : null,
    },
  };
}

/** Answers what a conversation's customer wrote last; what fails too often goes to people, so that nobody is stuck. */
export async function answerTurn(
  deps: AssistantDeps,
  conversationId: string,
  signal: AbortSignal,
): Promise<void> {
  const turn = await loadTurn(deps.pool, conversationId);
  if (!turn) return;
  const { assistant, attempts, data } = turn;
  const toPeople = (problem: AssistantProblem) =>
    commitAnswer(deps, turn, { messages: [], data, handOver: { queueId: null, summary: "", problem } });
  if (assistant.off) return void (await toPeople("off"));
  if (turn.messages.length === 0) return settle(deps.pool, turn);
  if (attempts > mostAttempts) return void (await toPeople("no_answer"));
  const done = assistant.kind === "webhook" ? thinks(deps, turn) : () => {};
  try {
    const asked: Asked =
      assistant.kind === "built_in"
        ? { answer: builtInAnswer(turn) }
        : await webhookAnswer(deps, turn, signal);
    if (asked.problem === undefined) return void (await commitAnswer(deps, turn, asked.answer));
    if (signal.aborted) return await putOff(deps.pool, conversationId, 0, true);
    const { problem, detail } = asked;
    deps.log.warn(
      { conversationId, assistantId: assistant.id, attempts, problem, detail },
      "an assistant did not answer",
    );
    if (attempts >= mostAttempts) await toPeople(problem);
    else await putOff(deps.pool, conversationId, backOffSeconds(attempts));
  } finally {
    done();
  }
}
