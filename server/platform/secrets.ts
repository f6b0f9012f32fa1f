import { hkdfSync } from "node:crypto";

/** A key for one purpose, made from the server's secret, so that no two uses share a key. */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "", `sidetone ${purpose}`, 32));
