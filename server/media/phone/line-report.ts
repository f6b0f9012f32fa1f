/** How a phone's voice comes over its line, as the gateway counts it from the beginning of the call. */
export interface LineReport {
  readonly received: number;
  readonly lost: number;
  /** RFC 3550 6.4.1, ms. */
  readonly jitterMs: number;
}

/** A payload that nobody agreed on, and nobody plays: under it the gateway tells the engine of the line. */
export const reportPayload = 20;

export function writeLineReport({ received, lost, jitterMs }: LineReport): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(received >>> 0, 0);
  bytes.writeUInt32BE(Math.max(0, lost) >>> 0, 4);
  bytes.writeFloatBE(jitterMs, 8);
  return bytes;
}

/** @returns nothing when it is no report. */
export function readLineReport(bytes: Buffer): LineReport | undefined {
  if (bytes.length !== 12) return undefined;
  const jitterMs = bytes.readFloatBE(8);
  if (!Number.isFinite(jitterMs) || jitterMs < 0) return undefined;
  return { received: bytes.readUInt32BE(0), lost: bytes.readUInt32BE(4), jitterMs };
}
