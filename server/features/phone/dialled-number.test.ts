import { expect, it } from "vitest";
import { writtenNumber } from "#shared/domain/phone/written-number.ts";
import { dialledNumber } from "./dialled-number.ts";

it.each([
  ["+39 02 1234567", "", "+39021234567"],
  ["0039 02 123 4567", "", "+39021234567"],
  ["02 1234567", "IT", "+39021234567"],
  ["(11) 2345-6789", "BR", "+551123456789"],
  ["tel:+39-02-1234567", "BR", "+39021234567"],
  ["102", "IT", "102"],
  ["112", "", "112"],
])("%s with the country %s is %s", (typed, country, number) =>
  expect(dialledNumber(typed, country)).toBe(number),
);

it.each(["02 1234567", "anna", "", "+", "sip:anna@example.com", "+39 02 1234567 8901 2345 678", "1"])(
  "%s without a country is no number",
  (typed) => expect(dialledNumber(typed, "")).toBeUndefined(),
);

it("numbers are written as people write them", () => {
  expect(writtenNumber("+39021234567")).toBe("+39 02 123 4567");
  expect(writtenNumber("102")).toBe("102");
});
