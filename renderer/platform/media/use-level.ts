import { useEffect, useState } from "react";

const everyMs = 100;

/** How loud a track is, 0 to 1, ten times a second. */
export function useLevel(track: MediaStreamTrack | null): number {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (!track) return;
    const context = new AudioContext();
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const ear = context.createAnalyser();
    source.connect(ear);
    const samples = new Float32Array(ear.fftSize);
    const timer = setInterval(() => {
      ear.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      setLevel(Math.sqrt(power));
    }, everyMs);
    return () => {
      clearInterval(timer);
      source.disconnect();
      void context.close();
    };
  }, [track]);
  return level;
}
