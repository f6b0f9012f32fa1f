/** Samples at 48 kHz of one frame, by the configuration in the first five bits of a packet (RFC 6716, table 2). */
function frameSamples(configuration: number): number {
  if (configuration < 12) return [480, 960, 1_920, 2_880][configuration % 4] ?? 0;
  if (configuration < 16) return [480, 960][configuration % 2] ?? 0;
  return [120, 240, 480, 960][configuration % 4] ?? 0;
}

/** How long a packet of Opus sounds, in samples at 48 kHz (RFC 6716, 3.1 and 3.2); 0 when it is none. */
export function opusSamples(payload: Uint8Array): number {
  const [first, second] = payload;
  if (first === undefined) return 0;
  const code = first & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : (second ?? 0) & 0x3f;
  const samples = frames * frameSamples(first >> 3);
  // The longest there may be: 120 ms.
  return samples <= 5_760 ? samples : 0;
}
