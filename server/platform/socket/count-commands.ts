import { RateLimiterMemory } from "rate-limiter-flexible";
import { count } from "../count.ts";

/** Commands that cost next to nothing and must come through even when somebody types like mad. */
const free = new Set(["ping", "presence.beat"]);

/** Most commands in ten seconds on the sockets of one user or visitor. */
const perTenSeconds = { user: 200, visitor: 60 };

/**
 * Counts commands for one user or visitor. `scale` loosens the limits for load tests. A refusal passes by itself:
 * the clients' outboxes wait and send again.
 */
export function createCommandCount(scale: number) {
  const limiters = {
    user: new RateLimiterMemory({ points: perTenSeconds.user * scale, duration: 10 }),
    visitor: new RateLimiterMemory({ points: perTenSeconds.visitor * scale, duration: 10 }),
  };
  return async (who: string, command: string): Promise<void> => {
    if (free.has(command)) return;
    await count(limiters[who.startsWith("user:") ? "user" : "visitor"], who);
  };
}
