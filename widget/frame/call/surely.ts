import { Refused } from "../api.ts";
import { passing, settled } from "../session.ts";

const attempts = 4;

/** Asks until there is an answer, or a refusal that does not pass by itself. */
export async function surely<T>(ask: () => Promise<T>, wait: (ms: number) => Promise<void>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const { answer, error } = await settled(ask());
    if (error === undefined) return answer as T;
    const isRefused = error instanceof Refused && !passing(error.code);
    if (isRefused || tries === attempts) throw error;
    await wait(400 * 2 ** tries);
  }
}
