import { isDeepStrictEqual } from "node:util";
import type { Me } from "#shared/contract/session.ts";
import { type ErrorCode, errorCatalogue } from "#shared/errors/catalogue.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import type { Answer } from "../contract/support/fixtures.ts";
import { type Call, type Headers, type Input, saidBy } from "./call.ts";
import type { Desk, Floor, PersonOptions } from "./floor.ts";
import type { MatrixRow } from "./read-matrix.ts";

/** One row being tried: who asks, what he should hear, what he heard instead. */
export interface Trial {
  readonly row: MatrixRow;
  readonly role: string;
  readonly denied: boolean;
  readonly book: RoleBook;
  readonly floor: Floor;
  /** Another workspace of the same scheme. */
  readonly foreign: Floor;
  /** A workspace of the scheme for this trial alone. */
  another(): Promise<Floor>;
  /** A workspace made as `npm run workspace:create` makes it, and its creator, signed in. */
  founded(): Promise<{ readonly key: string; readonly creator: { readonly headers: Headers } }>;
  /** A new signed-in person of the row's role. */
  me(options?: PersonOptions): Promise<Desk>;
  readonly call: Call;
  /** `session.me` of somebody. */
  seen(who: { headers: Headers }): Promise<Me>;
  /** He may: answers 200. Gives the answer's body. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every procedure
  opens(who: { headers: Headers }, name: string, input?: Input): Promise<any>;
  /** He may not, and is told so by this code. */
  refuses(who: { headers: Headers }, name: string, input?: Input, code?: ErrorCode): Promise<void>;
  /** Things that he cannot see answer the same 404 as things that do not exist. */
  hides(who: { headers: Headers }, name: string, code: ErrorCode, inputs: readonly Input[]): Promise<void>;
  /** Any other fact. */
  holds(sentence: string, fact: boolean, found?: unknown): void;
}

/** What trials have found so far. */
export interface Ledger {
  cells: number;
  readonly problems: string[];
}

export interface TrialParts {
  readonly row: MatrixRow;
  readonly role: string;
  readonly book: RoleBook;
  readonly floor: Floor;
  readonly foreign: Floor;
  readonly call: Call;
  readonly another: Trial["another"];
  readonly founded: Trial["founded"];
}

/** Makes a trial that writes into `ledger`. */
export function createTrial(parts: TrialParts, ledger: Ledger): Trial {
  const { call, floor, role } = parts;
  const cell = (fact: boolean, sentence: () => string) => {
    ledger.cells += 1;
    if (!fact) ledger.problems.push(sentence());
  };
  const told = (answer: Answer, code: ErrorCode) =>
    answer.status === errorCatalogue[code].status && answer.body?.code === code;
  return {
    ...parts,
    denied: parts.row.decision === "deny",
    me: (options) => floor.desk({ role, ...options }),
    async seen(who) {
      const answer = await call(who.headers, "session.me");
      if (answer.status !== 200) throw new Error(`session.me answered ${saidBy(answer)}`);
      return answer.body as Me;
    },
    async opens(who, name, input) {
      const answer = await call(who.headers, name, input);
      cell(answer.status === 200, () => `${name} should be open to ${role}, answered ${saidBy(answer)}`);
      return answer.status === 200 ? answer.body : undefined;
    },
    async refuses(who, name, input, code = "permission.denied") {
      const answer = await call(who.headers, name, input);
      cell(told(answer, code), () => `${name} should answer ${role} ${code}, answered ${saidBy(answer)}`);
    },
    async hides(who, name, code, inputs) {
      const answers = await Promise.all(inputs.map((input) => call(who.headers, name, input)));
      for (const answer of answers)
        cell(
          told(answer, code) && isDeepStrictEqual(answer.body, answers[0]?.body),
          () => `${name} should hide it from ${role} by ${code}, answered ${saidBy(answer)}`,
        );
    },
    holds: (sentence, fact, found) =>
      cell(
        fact,
        () => `not so for ${role}: ${sentence}${found === undefined ? "" : ` (${JSON.stringify(found)})`}`,
      ),
  };
}
