import { RateLimiterMemory } from "rate-limiter-flexible";
import { count } from "#server/platform/count.ts";

/** How much one visitor, and all visitors of one address, may do. */
interface VisitorLimitSettings {
  /** New conversations of one visitor. */
  readonly startsPerMinute: number;
  readonly startsPerDay: number;
  /** Messages of one visitor in ten seconds; nobody types faster. */
  readonly messagesPer10s: number;
  /** New sessions, and new conversations, of one address in a minute. */
  readonly perAddress: number;
}

export const visitorLimits: VisitorLimitSettings = {
  startsPerMinute: 6,
  startsPerDay: 40,
  messagesPer10s: 40,
  perAddress: 90,
};

export interface VisitorLimits {
  /** Each throws `request.rate_limited`. */
  countSession(ip: string): Promise<void>;
  countStart(customerId: string, ip: string): Promise<void>;
  countMessage(customerId: string): Promise<void>;
}

/** Keeps one visitor from flooding the agents. Counts in this process: with several, each allows as much. */
export function createVisitorLimits(scale = 1, settings = visitorLimits): VisitorLimits {
  const limiter = (points: number, duration: number) =>
    new RateLimiterMemory({ points: points * scale, duration });
  const sessions = limiter(settings.perAddress, 60);
  const addressStarts = limiter(settings.perAddress, 60);
  const starts = limiter(settings.startsPerMinute, 60);
  const dayStarts = limiter(settings.startsPerDay, 86_400);
  const messages = limiter(settings.messagesPer10s, 10);
  return {
    countSession: (ip) => countAddress(sessions, ip),
    async countStart(customerId, ip) {
      await count(starts, customerId);
      await count(dayStarts, customerId);
      await countAddress(addressStarts, ip);
    },
    countMessage: (customerId) => count(messages, customerId),
  };
}

/**
 * This machine's own address is not counted: either it is a test, or a proxy whose headers are not believed, and
 * then all customers of the world would share one allowance.
 */
async function countAddress(limiter: RateLimiterMemory, ip: string): Promise<void> {
  if (!/^(127\.|::1$|::ffff:127\.)/.test(ip)) await count(limiter, ip);
}
