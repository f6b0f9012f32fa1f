import { createSource, type Observable } from "#renderer/platform/observable.ts";
import type { Me } from "#shared/contract/session.ts";

/** The signed-in user, who changes under one's hands when somebody changes his rights. */
export interface Myself {
  readonly now: Observable<Me>;
  /** Asks the server; the newest answer stands. A failure leaves what is known. */
  readonly refresh: () => Promise<void>;
}

/** Keeps who one is. Two questions at once are one; one that is asked meanwhile is asked again after it. */
export function createMyself(first: Me, ask: () => Promise<Me>): Myself {
  const now = createSource(first);
  let running: Promise<void> | undefined;
  let again = false;

  async function askUntilCurrent(): Promise<void> {
    do {
      again = false;
      const answer = await ask().catch(() => undefined);
      // Another person cannot come by this way; a new session begins with a new desk.
      if (answer?.id === first.id && !isSame(answer, now.get())) now.set(answer);
    } while (again);
  }

  return {
    now,
    refresh() {
      again = running !== undefined;
      running ??= askUntilCurrent().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

// The clock and the status have news of their own, and move without any right having changed.
const isSame = (one: Me, other: Me): boolean => compared(one) === compared(other);
const compared = ({ serverTime: _, status: __, ...rest }: Me): string => JSON.stringify(rest);
