interface SourceLimits {
  /** Messages a second that one address may send for long. */
  readonly perSecond: number;
  /** Messages that it may send at once. */
  readonly burst: number;
  /** Addresses remembered; beyond them the longest unheard is forgotten. */
  readonly addresses?: number;
}

/** A bucket of tokens for each source address: a flood of one costs us no more than counting it. */
export function createSourceLimits(
  { perSecond, burst, addresses = 10_000 }: SourceLimits,
  now: () => number,
) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    admit(address: string): boolean {
      const at = now();
      const bucket = buckets.get(address) ?? { tokens: burst, at };
      buckets.delete(address);
      buckets.set(address, bucket);
      bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1_000) * perSecond);
      bucket.at = at;
      const [oldest] = buckets.keys();
      if (buckets.size > addresses && oldest !== undefined) buckets.delete(oldest);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
