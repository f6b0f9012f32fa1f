import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Keeps secrets that must be read again, encrypted with AES-256-GCM, so that a copy of the database alone is no use. */
export interface Seal {
  /** `about` names what it belongs to; a sealed text moved to another place cannot be opened. */
  close(text: string, about: string): string;
  open(sealed: string, about: string): string;
}

export function createSeal(key: Buffer): Seal {
  return {
    close(text, about) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: 16 })
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
  };
}
