import * as z from "zod";

/** Longest message, in UTF-16 code units. */
export const maxMessageLength = 8_000;

/**
 * Text that people write. PostgreSQL cannot store U+0000 and UTF-8 has no lone surrogates, so both are
 * refused here, by name, rather than mangled on the way. Bidi controls are stored as they are and made
 * harmless where they are shown (isolation), because some languages need them.
 */
export const personText = (max: number) =>
  z
    .string()
    .max(max, `is longer than ${max} characters`)
    .refine((text) => !text.includes("\u0000"), "contains the character U+0000, which cannot be stored")
    .refine((text) => text.isWellFormed(), "contains half of a surrogate pair, which is no character");

/** One line that names something: trimmed, no line breaks or control characters. */
export const personLine = (max: number) =>
  personText(max)
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), "must be one line without control characters")
    .transform((text) => text.trim());

/** The text of a message: not empty, bounded. */
export const MessageText = personText(maxMessageLength).refine((text) => text.trim().length > 0, "is empty");
