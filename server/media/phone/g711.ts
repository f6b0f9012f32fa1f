/** The two laws of telephone sound, by their names in SDP (RFC 3551). */
export type PhoneCodec = "PCMU" | "PCMA";

/** Samples of 20 ms at 8 kHz. */
export const frameSamples = 160;

const reverseBits = 0xff;
const evenBits = 0x55;
/** ITU-T G.711 works on 14 (mu) and 13 bits (A); samples of 16 have two and three more. */
const muBias = 33 << 2;

function expandMu(code: number): number {
  const bits = code ^ reverseBits;
  const exponent = (bits >> 4) & 7;
  const size = ((((bits & 0x0f) << 3) + muBias) << exponent) - muBias;
  return bits & 0x80 ? -size : size;
}

function expandA(code: number): number {
  const bits = code ^ evenBits;
  const exponent = (bits >> 4) & 7;
  const step = ((bits & 0x0f) << 4) + 8;
  const size = exponent === 0 ? step : (step + 0x100) << (exponent - 1);
  return bits & 0x80 ? size : -size;
}

/** Each of the 256 codes as a sample of 16 bits. */
const expanded: Readonly<Record<PhoneCodec, Int16Array>> = {
  PCMU: Int16Array.from({ length: 256 }, (_, code) => expandMu(code)),
  PCMA: Int16Array.from({ length: 256 }, (_, code) => expandA(code)),
};

/** For each of the 65536 samples the code whose sample is nearest: compression is the inverse of expansion. */
function compress(codec: PhoneCodec): Uint8Array {
  const codes = Array.from({ length: 256 }, (_, code) => code)
    .filter((code) => !(codec === "PCMU" && code === 0x7f)) // minus nothing: the same sound as plus nothing
    .sort((one, other) => (expanded[codec][one] ?? 0) - (expanded[codec][other] ?? 0));
  const table = new Uint8Array(65_536);
  let at = 0;
  for (let sample = -32_768; sample <= 32_767; sample++) {
    const distance = (index: number) => Math.abs((expanded[codec][codes[index] ?? 0] ?? 0) - sample);
    while (at + 1 < codes.length && distance(at + 1) < distance(at)) at++;
    table[sample & 0xffff] = codes[at] ?? 0;
  }
  return table;
}
const compressed: Readonly<Record<PhoneCodec, Uint8Array>> = {
  PCMU: compress("PCMU"),
  PCMA: compress("PCMA"),
};

export function decodeG711(codec: PhoneCodec, codes: Uint8Array): Int16Array {
  const table = expanded[codec];
  const samples = new Int16Array(codes.length);
  for (let at = 0; at < codes.length; at++) samples[at] = table[codes[at] as number] as number;
  return samples;
}

export function encodeG711(codec: PhoneCodec, samples: Int16Array): Buffer {
  const table = compressed[codec];
  const codes = Buffer.alloc(samples.length);
  for (let at = 0; at < samples.length; at++) codes[at] = table[(samples[at] as number) & 0xffff] as number;
  return codes;
}
