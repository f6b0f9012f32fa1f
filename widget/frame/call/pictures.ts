/** Frames that have come in so far, by the track that shows them. */
export type FramesOf = () => Promise<ReadonlyMap<string, number>>;

const lookMs = 1_000;
/** A picture that has stood still for so many looks has been switched off at the other end: nothing else says so. */
const patience = 3;

/** Tells which of some incoming tracks show something, as that changes. Returns the end of it. */
export function watchPictures(
  tracks: readonly MediaStreamTrack[],
  framesOf: FramesOf,
  later: (run: () => void, ms: number) => () => void,
  changed: (shown: readonly MediaStreamTrack[]) => void,
): () => void {
  const seen = new Map<string, { frames: number; still: number }>();
  let shown = "";
  let isOver = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    const frames = await framesOf().catch(() => new Map<string, number>());
    if (isOver) return;
    const moving = tracks.filter(({ id }) => {
      const now = frames.get(id) ?? 0;
      const before = seen.get(id) ?? { frames: 0, still: patience };
      const still = now > before.frames ? 0 : Math.min(patience, before.still + 1);
      seen.set(id, { frames: now, still });
      return still < patience;
    });
    const names = moving.map(({ id }) => id).join();
    if (names !== shown) changed(moving);
    shown = names;
    cancel = later(() => void look(), lookMs);
  }
  void look();
  return () => {
    isOver = true;
    cancel();
  };
}

/** As a connection counts them. */
export async function framesIn(peer: Pick<RTCPeerConnection, "getStats">): Promise<Map<string, number>> {
  const frames = new Map<string, number>();
  const report = await peer.getStats();
  report.forEach((entry: RTCInboundRtpStreamStats) => {
    if (entry.type === "inbound-rtp" && entry.kind === "video")
      frames.set(entry.trackIdentifier, entry.framesReceived ?? entry.framesDecoded ?? 0);
  });
  return frames;
}
