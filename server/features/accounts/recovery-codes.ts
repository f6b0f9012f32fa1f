import { createHmac, randomInt } from "node:crypto";

/** How many are given at once. */
export const recoveryCodeCount = 10;

/** Letters and digits that nobody mistakes for one another. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/** A code of 49 random bits, such as `k7mvp-q2xwd`. */
const newCode = (): string => {
  const part = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${part()}-${part()}`;
};

export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCodeCount }, newCode);

/** What is stored of a code: keyed, so that a copy of the database is not enough to try codes against it. */
export const recoveryCodeHash = (key: Buffer, userId: string, code: string): string =>
  createHmac("sha256", key)
    .update(`${userId} ${code.toLowerCase().replaceAll(/[^a-z0-9]/g, "")}`)
    .digest("base64url");
