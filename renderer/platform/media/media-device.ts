const key = "sidetone.media-device";

type Locks = Pick<LockManager, "request">;
type Storage = Pick<globalThis.Storage, "getItem" | "setItem">;

/** A page that was just reloaded may have to wait for its former self to let go. */
const waitMs = 800;

/**
 * The name of this window for the media of calls: the same after a reload, so that it goes on with its call, and another
 * in every other window. A duplicated window inherits the name; a lock tells which of the two it belongs to.
 */
export async function claimMediaDevice(
  storage: Storage | undefined,
  locks: Locks | undefined,
): Promise<string> {
  const kept = read(storage);
  if (kept && (await isOurs(kept, locks))) return kept;
  const made = crypto.randomUUID();
  try {
    storage?.setItem(key, made);
  } catch {
    // Another one after a reload, then: the call is taken over by hand.
  }
  await isOurs(made, locks);
  return made;
}

function read(storage: Storage | undefined): string | undefined {
  try {
    const found = storage?.getItem(key);
    return found && /^[\w-]{8,64}$/.test(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the lock on the name and keeps it as long as the window lives. */
function isOurs(name: string, locks: Locks | undefined): Promise<boolean> {
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), waitMs);
    locks
      .request(`sidetone-media:${name}`, { signal: giveUp.signal }, () => {
        clearTimeout(timer);
        resolve(true);
        return new Promise<void>(() => {});
      })
      .catch(() => resolve(false));
  });
}
