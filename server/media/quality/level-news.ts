/** Five times a second is what a meter needs to look alive. */
const everyMs = 200;

/** Tells the levels of the calls that somebody watches: one timer for all, and none when nobody does. */
export function createLevelNews(tell: (callId: string) => void) {
  const watched = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function tellAll(): void {
    for (const callId of watched) tell(callId);
  }

  return {
    watch(callId: string, on: boolean): void {
      if (on) watched.add(callId);
      else watched.delete(callId);
      if (watched.size > 0) {
        timer ??= setInterval(tellAll, everyMs);
        return;
      }
      clearInterval(timer);
      timer = undefined;
    },
  };
}
