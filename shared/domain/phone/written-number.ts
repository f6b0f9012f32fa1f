import { parsePhoneNumberFromString } from "libphonenumber-js";

/** As people write a number; what is none of the world's stays as it is. */
export const writtenNumber = (number: string): string =>
  parsePhoneNumberFromString(number)?.formatInternational() ?? number;
