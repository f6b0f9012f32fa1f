import type { Heard } from "#shared/domain/calls/index.ts";
import type { MediaLeg } from "../embedded/media-leg.ts";
import type { Sound } from "../media-engine.ts";
import type { SoundClock } from "./sound-clock.ts";
import type { SoundLibrary } from "./sound-library.ts";

/** The place of the engine's own sounds among a leg's sources; no leg may have this name. */
export const soundSource = "*sound";

interface LegSoundsDeps {
  readonly clock: SoundClock;
  readonly library: SoundLibrary;
  /** A sound has come to its end: what the leg hears now is to be settled anew. */
  readonly ended: () => void;
}

/** Which of the engine's sounds each leg of a call hears: one at a time. */
export function createLegSounds({ clock, library, ended }: LegSoundsDeps) {
  const asked = new Map<string, Sound>();
  const playing = new Map<string, { readonly sound: Sound; readonly stop: () => void }>();

  function quiet(legId: string): void {
    playing.get(legId)?.stop();
    playing.delete(legId);
  }

  return {
    ask(legId: string, sound: Sound): void {
      asked.set(legId, sound);
      // Asked for twice, a beep is heard twice.
      if (!library[sound].loops) quiet(legId);
    },
    askNoMore: (legId: string) => asked.delete(legId),
    /** What was asked for comes before the music of those who wait; nothing rings any more for whom somebody is heard. */
    wanted(legId: string, row: Heard | undefined): Sound | undefined {
      if (row && row.audio.length > 0 && asked.get(legId) === "ringback") asked.delete(legId);
      return asked.get(legId) ?? (row?.music ? "music" : undefined);
    },
    settle(legId: string, leg: MediaLeg, sound: Sound | undefined): void {
      if (playing.get(legId)?.sound === sound) return;
      quiet(legId);
      if (!sound) return;
      // One sound after another is another stream, though it is in the same place: its numbers begin anew.
      leg.forget(soundSource);
      const stop = clock.play(
        library[sound],
        (packet, at) => leg.playSound(soundSource, packet, at),
        () => {
          playing.delete(legId);
          if (asked.get(legId) === sound) asked.delete(legId);
          ended();
        },
      );
      playing.set(legId, { sound, stop });
    },
    playing: (legId: string): Sound | null => playing.get(legId)?.sound ?? null,
    quiet,
  };
}

export type LegSounds = ReturnType<typeof createLegSounds>;
