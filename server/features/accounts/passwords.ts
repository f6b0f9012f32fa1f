import { type Algorithm, hash, verify } from "@node-rs/argon2";
import { fail } from "#shared/errors/app-error.ts";

/** OWASP's minimum for argon2id; about 20 ms of one core. */
const cost = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Passwords {
  hash(password: string): Promise<string>;
  verify(given: { hash: string; password: string }): Promise<boolean>;
}

/**
 * Hashes passwords, a few at a time: hashing runs on the threads that files and DNS need too, so a flood of
 * sign-ins must wait in line here, where it hurts nobody else. A line that is too long is refused.
 */
export function createPasswords({ atOnce = 2, longestLine = 100 } = {}): Passwords {
  const inTurn = takeTurns(atOnce, longestLine);
  return {
    hash: (password) => inTurn(() => hash(password, cost)),
    verify: (given) => inTurn(() => verify(given.hash, given.password)),
  };
}

function takeTurns(atOnce: number, longestLine: number) {
  const line: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (line.length >= longestLine) fail("server.busy", { line: line.length });
      await new Promise<void>((turn) => line.push(turn));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      // The turn is handed on directly, so that nobody can slip in between.
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
