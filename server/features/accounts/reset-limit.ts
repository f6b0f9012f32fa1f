const hour = 3_600_000;
const perAccount = 5;
const perAddress = 30;
const mostKept = 50_000;

/** At most five reset mails an hour to one account, and thirty asked for from one address. */
export function createResetLimit(now: () => number = Date.now) {
  const counts = new Map<string, { count: number; since: number }>();
  const below = (key: string, most: number): boolean => {
    const found = counts.get(key);
    const entry = found && now() - found.since < hour ? found : { count: 0, since: now() };
    counts.delete(key);
    counts.set(key, { ...entry, count: entry.count + 1 });
    const [oldest] = counts.keys();
    if (counts.size > mostKept && oldest !== undefined) counts.delete(oldest);
    return entry.count < most;
  };
  return (email: string, ip: string): boolean => {
    const byAddress = below(`ip ${ip}`, perAddress);
    return below(`account ${email}`, perAccount) && byAddress;
  };
}

const begunPerMinute = 300;

/** How many passkey or company sign-ins may be begun from one address in a minute: each keeps a row for ten. */
export function createBeginLimit(now: () => number = Date.now) {
  let since = now();
  const counts = new Map<string, number>();
  return (ip: string): boolean => {
    if (now() - since > 60_000) {
      counts.clear();
      since = now();
    }
    const count = (counts.get(ip) ?? 0) + 1;
    counts.set(ip, count);
    return count <= begunPerMinute;
  };
}
