const separators = /[\s().\-/\u2010-\u2015]/g;

/** A number as it is dialled anywhere (E.164): + and 8 to 15 digits; null when it is none. `00` at its beginning is +. */
export function phoneOf(written: string): string | null {
  const dialled = written.trim().replaceAll(separators, "").replace(/^00/, "+");
  return /^\+[1-9]\d{7,14}$/.test(dialled) ? dialled : null;
}

/** True for a phone number with its country. */
export const isPhone = (written: string): boolean => phoneOf(written) !== null;
