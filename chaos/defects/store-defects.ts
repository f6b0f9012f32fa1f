import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** A query as the message store makes it: named, with its text and values. */
interface NamedQuery {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** Carries out a write of messages in a wrong way. */
type WrongWrite = (pool: pg.Pool, query: NamedQuery) => Promise<unknown>;

/** How long an acknowledged write stays uncommitted, or a committed one unacknowledged. */
const lateMs = 250;

/** The answer goes out, the commit follows later: whoever is killed in between has lied. */
const acknowledgeBeforeCommit: WrongWrite = async (pool, query) => {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const answer = await client.query(query);
    setTimeout(() => {
      client.query("commit").then(
        () => client.release(),
        () => client.release(true),
      );
    }, lateMs);
    return answer;
  } catch (error) {
    client.release(true);
    throw error;
  }
};

/**
 * Nobody looks whether a client id was seen before; the harness has dropped the unique index too. The answer is late,
 * so that every kill finds messages that are written and not answered: those are sent again.
 */
const ignoreClientIds: WrongWrite = async (pool, query) => {
  const text = query.text.replace(/e\.client_id = (i\.client_id|\$2::uuid)/, "false and $&");
  if (text === query.text) throw new Error("the statement has changed: plant the defect anew");
  const answer = await pool.query({ ...query, name: `${query.name}-blind`, text });
  await sleep(lateMs);
  return answer;
};

export const storeDefects = {
  "ack-before-commit": acknowledgeBeforeCommit,
  "no-unique-client-ids": ignoreClientIds,
} as const;
export type StoreDefect = keyof typeof storeDefects;

/** Lets the statements of the message store, and no others, be carried out in the wrong way. */
export function plantInStore(prototype: pg.Pool, wrong: WrongWrite): void {
  const right = prototype.query as (this: pg.Pool, ...args: unknown[]) => unknown;
  prototype.query = function planted(this: pg.Pool, ...args: unknown[]) {
    const [first] = args as [NamedQuery | string];
    const isWrite = typeof first === "object" && /^write-(one|many)-messages?$/.test(first.name ?? "");
    return isWrite ? wrong(this, first) : right.apply(this, args);
  } as never;
}
