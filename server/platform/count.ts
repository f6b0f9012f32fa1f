import { type RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { fail } from "#shared/errors/app-error.ts";

/** Counts one more of `who`; throws `request.rate_limited` when there were too many. */
export async function count(limiter: RateLimiterMemory, who: string): Promise<void> {
  try {
    await limiter.consume(who);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) fail("request.rate_limited", { who });
    throw refused;
  }
}
