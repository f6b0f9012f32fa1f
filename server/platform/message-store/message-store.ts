import type pg from "pg";
import type { EventBody } from "#shared/contract/conversation-events.ts";
import { groupCommit } from "./group-commit.ts";
import { isFaultOfData, withRetry } from "./retry.ts";
import { inputColumns, writeMany } from "./sql.ts";
import { writeOne } from "./write-one.ts";

/** One message or note to be written. Conditions are judged on the locked row, in the writing statement. */
export interface MessageWrite {
  readonly conversationId: string;
  readonly clientId: string;
  readonly workspaceId: string;
  /** The customer who writes; the conversation must be his. Null for staff. */
  readonly customerId: string | null;
  /** The agent who must be the assignee now; null where the right does not hang on that. */
  readonly mustAssignee: string | null;
  readonly authorKind: "customer" | "agent" | "bot";
  readonly authorId: string;
  readonly authorName: string;
  readonly isPublic: boolean;
  readonly body: EventBody;
  readonly preview: string;
}

/** What became of a write. `duplicate` carries the number of the first entry with this client id. */
export type MessageOutcome =
  | {
      readonly verdict: "written";
      readonly seq: number;
      readonly publicSeq: number | null;
      readonly at: Date;
      readonly newsId: number;
      /** Whom it concerns, read from the locked row. */
      readonly customerId: string;
      readonly assigneeId: string | null;
    }
  | { readonly verdict: "duplicate"; readonly seq: number }
  | { readonly verdict: "missing" | "closed" | "not_assigned" };

interface Row {
  ord: number;
  verdict: MessageOutcome["verdict"];
  seq: number | null;
  public_seq: number | null;
  at: Date | null;
  news_id: string | null;
  to_customer: string | null;
  to_agent: string | null;
}

const toOutcome = (row: Row): MessageOutcome => {
  if (row.verdict === "written") {
    return {
      verdict: "written",
      seq: row.seq as number,
      publicSeq: row.public_seq,
      at: row.at as Date,
      newsId: Number(row.news_id),
      customerId: row.to_customer as string,
      assigneeId: row.to_agent,
    };
  }
  if (row.verdict === "duplicate") return { verdict: "duplicate", seq: row.seq as number };
  return { verdict: row.verdict };
};

const valuesOf = (write: MessageWrite): unknown[] => [
  write.conversationId,
  write.clientId,
  write.workspaceId,
  write.customerId,
  write.mustAssignee,
  write.authorKind,
  write.authorId,
  write.authorName,
  write.isPublic,
  JSON.stringify(write.body),
  write.preview,
];

const keyOf = ({ conversationId, clientId }: MessageWrite) => `${conversationId} ${clientId}`;

/**
 * Writes a batch in one statement and one commit; answers in the batch's order. A client id that comes twice in
 * a batch is judged anew in a second statement: the first text stands, and the conditions are each writer's own.
 */
export const commitMessages = (pool: Pick<pg.Pool, "query">) => {
  const write = async (writes: readonly MessageWrite[]): Promise<MessageOutcome[]> => {
    const rows = writes.map(valuesOf);
    const statement =
      rows.length === 1
        ? { ...writeOne, values: rows[0] as unknown[] }
        : { ...writeMany, values: inputColumns.map((_, column) => rows.map((row) => row[column])) };
    const result = await withRetry(() => pool.query<Row>(statement));
    return result.rows.map(toOutcome);
  };

  return async function commit(batch: readonly MessageWrite[]): Promise<readonly MessageOutcome[]> {
    const firsts = new Map<string, number>();
    batch.forEach((each, index) => {
      if (!firsts.has(keyOf(each))) firsts.set(keyOf(each), index);
    });
    const isFirst = (each: MessageWrite, index: number) => firsts.get(keyOf(each)) === index;
    const again = batch.filter((each, index) => !isFirst(each, index));
    const written = (await write(batch.filter(isFirst))).values();
    const repeated = (again.length > 0 ? await commit(again) : []).values();
    return batch.flatMap((each, index) => (isFirst(each, index) ? written : repeated).next().value ?? []);
  };
};

/** The hot path: group commit over {@link commitMessages}, in order within a conversation. */
export const createMessageStore = (pool: Pick<pg.Pool, "query">) =>
  groupCommit<MessageWrite, MessageOutcome>({
    commit: commitMessages(pool),
    keyOf: (write) => write.conversationId,
    // What the database does not take must not keep it from taking the others.
    isDivisible: isFaultOfData,
  });

export type MessageStore = ReturnType<typeof createMessageStore>;
