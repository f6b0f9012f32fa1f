import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";

/** A number of the house: no telephone number of the world, but known to whoever is at the other end of the line. */
const isOfTheHouse = (digits: string): boolean => /^\d{2,6}$/.test(digits);

/**
 * A number as the line is told it (E.164), from what was typed or pasted: "02 1234567" in Italy and "tel:+39-02-1234567"
 * are the same. Short numbers are passed on as they are: whether they may be called is a matter of the line's prefixes.
 * Nothing for what is no number.
 */
export function dialledNumber(typed: string, defaultCountry: string): string | undefined {
  const text = typed.trim().replace(/^(?:tel|callto|sip):/i, "");
  const country: CountryCode | undefined = isSupportedCountry(defaultCountry) ? defaultCountry : undefined;
  const dialled = text.replace(/^00(?=[1-9])/, "+");
  const parsed = parsePhoneNumberFromString(dialled, {
    extract: false,
    ...(country && { defaultCountry: country }),
  });
  const digits = text.replace(/[\s().\-/]/g, "");
  if (isOfTheHouse(digits)) return digits;
  return parsed?.isPossible() ? parsed.number : undefined;
}
