/**
 * Does something with calls, each by itself and one time after another; asked for twice while it waits, it is done once.
 * Whoever asks does not wait, unless he wants to.
 */
export function oneAtATime(work: (id: string) => Promise<void>) {
  const turns = new Map<string, { readonly running: Promise<void>; next: Promise<void> | undefined }>();

  function run(id: string): Promise<void> {
    const running = work(id).finally(() => {
      if (!turns.get(id)?.next) turns.delete(id);
    });
    turns.set(id, { running, next: undefined });
    return running;
  }

  function ask(id: string): Promise<void> {
    const turn = turns.get(id);
    if (!turn) return run(id);
    turn.next ??= turn.running.catch(() => {}).then(() => run(id));
    return turn.next;
  }

  return {
    ask,
    async settled(): Promise<void> {
      for (const { running, next } of turns.values()) await Promise.allSettled([running, next]);
    },
  };
}
