import type { SideLevels } from "#shared/domain/calls/index.ts";

/** As many steps as a screen shows. */
const mostSteps = 600;
const leastStepMs = 100;
/** What is quieter, dB of full scale, is drawn as silence. */
const floor = -60;

/** Notes how loud each side of a mix is along its way, given its length in samples at 48 kHz. */
export function createSideLevels(samples: number) {
  const stepMs = Math.max(leastStepMs, Math.ceil(samples / 48 / mostSteps));
  const steps = Math.ceil(samples / 48 / stepMs);
  const peaks = { customer: new Float32Array(steps), staff: new Float32Array(steps) };
  const shown = (peak: number) =>
    peak < 1 ? 0 : Math.round((100 * Math.max(0, 20 * Math.log10(peak / 0x8000) - floor)) / -floor);
  const all = (of: Float32Array) => [...of].map((peak) => Math.min(100, shown(peak)));
  return {
    /** A frame of the mix, the customer left, that begins at this sample. */
    add(from: number, stereo: Float32Array): void {
      const step = Math.min(steps - 1, Math.floor(from / 48 / stepMs));
      for (let index = 0; index < stereo.length; index += 2) {
        peaks.customer[step] = Math.max(peaks.customer[step] ?? 0, Math.abs(stereo[index] ?? 0));
        peaks.staff[step] = Math.max(peaks.staff[step] ?? 0, Math.abs(stereo[index + 1] ?? 0));
      }
    },
    found: (): SideLevels => ({ stepMs, customer: all(peaks.customer), staff: all(peaks.staff) }),
  };
}
