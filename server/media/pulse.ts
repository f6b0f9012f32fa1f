/** Something done for each member every so often: one timer for all of them, and none when there is nobody. */
export function createPulse<T>(everyMs: number, beat: (member: T) => void) {
  const members = new Set<T>();
  let timer: NodeJS.Timeout | undefined;

  function beatAll(): void {
    for (const member of members) beat(member);
  }

  return {
    add(member: T): void {
      members.add(member);
      timer ??= setInterval(beatAll, everyMs);
    },
    drop(member: T): void {
      members.delete(member);
      if (members.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}

export type Pulse<T> = ReturnType<typeof createPulse<T>>;
