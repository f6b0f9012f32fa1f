import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** RFC 6238 with what every authenticator app takes for granted: SHA-1, six digits, thirty seconds. */
const period = 30;
const digits = 6;
/** A clock may be one step off, and typing takes time (ASVS 6.5.5: a code lives as short as can be). */
const drift = 1;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new secret of 160 bits, in base32 as apps want it. */
export const newTotpSecret = (): string => toBase32(randomBytes(20));

/** The time step of a moment, ms. */
export const stepAt = (now: number): number => Math.floor(now / 1_000 / period);

/** The code of a time step. */
export function totpAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, "0");
}

/** The time step that a code belongs to, if it is later than `after`, the step of the last one taken; else null. */
export function stepOfCode(secret: string, code: string, now: number, after: number): number | null {
  const middle = stepAt(now);
  let found: number | null = null;
  for (let step = middle - drift; step <= middle + drift; step += 1) {
    const expected = Buffer.from(totpAt(secret, step));
    const given = Buffer.from(code);
    const same = given.length === expected.length && timingSafeEqual(given, expected);
    if (same && step > after) found ??= step;
  }
  return found;
}

/** The address in the QR code. */
export function otpauthUrl(secret: string, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${digits}&period=${period}`;
}

function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)])
    .join("");
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
