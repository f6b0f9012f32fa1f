import { createSource, type Observable } from "../observable.ts";
import { type CaptureProblem, captureProblemOf } from "./devices.ts";

export interface CaptureState {
  readonly track: MediaStreamTrack | null;
  readonly opening: boolean;
  readonly problem: CaptureProblem | null;
}

/** A microphone, a camera or a screen, opened while it is wanted. */
export interface Capture {
  readonly state: Observable<CaptureState>;
  /** Opens it, or opens it anew: another one was chosen, or the old one was unplugged. */
  start(): void;
  stop(): void;
  /** Whether anything goes through; a closed one stays open for the machine, so that it is back at once. */
  let(through: boolean): void;
}

const nothing: CaptureState = { track: null, opening: false, problem: null };

/** `ended`: it was unplugged, or its sharing was stopped by the system's own button. */
export function createCapture(
  open: () => Promise<MediaStreamTrack>,
  ended: (capture: Capture) => void = (capture) => capture.start(),
): Capture {
  const state = createSource<CaptureState>(nothing);
  let turn = 0;
  let through = true;

  function change(next: CaptureState): void {
    const { track } = state.get();
    if (next.track) next.track.enabled = through;
    state.set(next);
    if (track && track !== next.track) track.stop();
  }

  const capture: Capture = {
    state,
    start() {
      const mine = ++turn;
      state.set({ ...state.get(), opening: true });
      open().then(
        (track) => {
          if (mine !== turn) {
            track.stop();
            return;
          }
          track.addEventListener("ended", () => {
            if (state.get().track === track) ended(capture);
          });
          change({ track, opening: false, problem: null });
        },
        (error) => {
          if (mine === turn) change({ ...nothing, problem: captureProblemOf(error) });
        },
      );
    },
    stop() {
      turn++;
      change(nothing);
    },
    let(now) {
      through = now;
      const { track } = state.get();
      if (track) track.enabled = now;
    },
  };
  return capture;
}
