import { useEffect, useState } from "react";
import { useObservable } from "../observable.ts";
import { createPreference, isBoolean } from "../preferences.ts";

const blursBackground = createPreference<boolean>("media.blursBackground", false, isBoolean);

type Blurring = { readonly backgroundBlur?: readonly boolean[] };

/** Whether the machine itself can blur what is behind somebody: some cameras and systems do it for every program. */
const canBlur = (track: MediaStreamTrack): boolean => {
  const able = (track.getCapabilities?.() as Blurring | undefined)?.backgroundBlur;
  return able?.includes(true) === true && able.includes(false);
};

/** The blur of a camera's background; undefined where the machine has none. */
export function useBlur(track: MediaStreamTrack | null) {
  const isOn = useObservable(blursBackground);
  const [can, setCan] = useState(false);
  useEffect(() => {
    const able = track !== null && canBlur(track);
    setCan(able);
    if (able) void track.applyConstraints({ backgroundBlur: isOn } as MediaTrackConstraints).catch(() => {});
  }, [track, isOn]);
  return can ? { isOn, toggle: () => blursBackground.set(!isOn) } : undefined;
}
