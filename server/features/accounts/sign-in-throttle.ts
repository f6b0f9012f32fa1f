/** What a sign-in may do now: go on, perhaps after a pause, or come back later. */
export type Verdict =
  | { readonly allowed: true; readonly pauseMs: number }
  | { readonly allowed: false; readonly retryAfterMs: number };

export interface SignInThrottle {
  ask(account: string, ip: string): Verdict;
  failed(account: string, ip: string): void;
  succeeded(account: string, ip: string): void;
}

interface Failures {
  count: number;
  last: number;
}

const memory = 15 * 60_000;
const freeTries = 5;
const longestWait = 30_000;
/** An office behind one address shares it, so this is generous; only failures count. */
const perAddress = 100;
const mostKept = 50_000;

/**
 * Slows guessing down without locking anybody out. One account from one address: after five failures each
 * try must wait twice as long as the one before. One account from everywhere: after twenty failures every
 * try is answered late, but answered, so a stranger cannot keep the owner out. One address over many
 * accounts: refused after a hundred failures until they are a quarter of an hour old.
 */
export function createSignInThrottle(now: () => number = Date.now): SignInThrottle {
  const kept = new Map<string, Failures>();
  const read = (key: string): Failures => {
    const found = kept.get(key);
    return found && now() - found.last < memory ? found : { count: 0, last: 0 };
  };
  const add = (key: string, by: 1 | -1) => {
    const count = Math.max(0, read(key).count + by);
    kept.delete(key);
    kept.set(key, { count, last: now() });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  };
  const waitOf = ({ count, last }: Failures): number => {
    if (count < freeTries) return 0;
    return last + Math.min(1_000 * 2 ** (count - freeTries), longestWait) - now();
  };
  return {
    ask(account, ip) {
      const address = read(`ip ${ip}`);
      if (address.count >= perAddress) {
        return { allowed: false, retryAfterMs: Math.max(1_000, address.last + memory - now()) };
      }
      const wait = waitOf(read(`both ${ip} ${account}`));
      if (wait > 0) return { allowed: false, retryAfterMs: wait };
      const everywhere = read(`account ${account}`).count;
      return { allowed: true, pauseMs: everywhere < 20 ? 0 : Math.min(3_000, 500 * (everywhere - 19)) };
    },
    failed(account, ip) {
      for (const key of [`ip ${ip}`, `both ${ip} ${account}`, `account ${account}`]) add(key, 1);
    },
    succeeded(account, ip) {
      kept.delete(`both ${ip} ${account}`);
      // This try was counted as a failure before its answer was known.
      for (const key of [`ip ${ip}`, `account ${account}`]) add(key, -1);
    },
  };
}
