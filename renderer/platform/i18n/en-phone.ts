/** What went wrong with the phone line. */
export const enPhoneErrors = {
  not_a_number: "This is no telephone number. Type it with its country, such as +39 02 1234567.",
  no_line: "No telephone line can call out now. An administrator sees why under Setup, Phone lines.",
  prefix_not_allowed: "Numbers that begin like this may not be called. An administrator decides which may.",
  line_full: "The telephone line carries no more calls at this moment. Try again in a little while.",
  number_not_yours: "You may not show this number. Choose one of those that are offered to you.",
  no_phone: "There is no telephone in this call to send digits to.",
  line_not_found: "There is no such phone line any more.",
  name_taken: "Another phone line has this name. Choose another one.",
  number_not_found: "There is no such number any more.",
  number_taken: "This number is on a phone line already. Take it away there first.",
} as const;
