import {
  AsYouType,
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";

const countryOf = (country: string): CountryCode | undefined =>
  isSupportedCountry(country) ? country : undefined;

/** Signs that stand in written numbers, and nothing else. */
const isWrittenNumber = (text: string): boolean => /^[+\d\s().\-/\u2010-\u2015*#]+$/.test(text);

/** What somebody has typed or pasted: nothing, an extension or short number, a number to call, or a part of a name. */
export type Dialled =
  | { readonly kind: "nothing" }
  | { readonly kind: "short"; readonly digits: string }
  | { readonly kind: "number"; readonly number: string; readonly shown: string; readonly valid: boolean }
  | { readonly kind: "name"; readonly text: string };

/** A link such as `tel:+39-06-1234` that was pasted whole is its number. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^(tel|callto|sip):/i, "")
    .split(/[;?@]/)[0] ?? "";

/** Reads what stands in the field. A number without its country is one of `country`. */
export function readDialled(typed: string, country: string): Dialled {
  const text = bare(typed);
  if (text === "") return { kind: "nothing" };
  if (!isWrittenNumber(text)) return { kind: "name", text };
  const digits = text.replaceAll(/[^\d+*#]/g, "");
  if (/^\d{2,6}$/.test(digits)) return { kind: "short", digits };
  const found = parsePhoneNumberFromString(digits.replace(/^00/, "+"), countryOf(country));
  if (!found) return { kind: "number", number: digits, shown: text, valid: false };
  return {
    kind: "number",
    number: found.number,
    shown: found.formatInternational(),
    valid: found.isPossible(),
  };
}

/** A number as one writes it in its country while it is being typed; names and short numbers stay as they are. */
export function asTyped(typed: string, country: string): string {
  if (!isWrittenNumber(typed) || /[*#]/.test(typed)) return typed;
  const digits = typed.replaceAll(/[^\d+]/g, "");
  if (digits.length < 3 || /^\d{1,6}$/.test(digits)) return digits;
  return new AsYouType(countryOf(country)).input(digits);
}

/** A number as one writes it in its country, with the country; what is none stays as it is. */
export const writtenOut = (number: string): string =>
  parsePhoneNumberFromString(number)?.formatInternational() ?? number;
