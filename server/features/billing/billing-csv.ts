import papaparse from "papaparse";
import type { MonthOfUse, Seats } from "./usage.ts";

/** One table, so that any spreadsheet reads it: a row for each role, then one for each month. */
export function billingCsv(seats: readonly Seats[], usage: readonly MonthOfUse[]): string {
  const fields = ["kind", "name", "active", "blocked", "conversations", "messages", "people"];
  const data = [
    ...seats.map(({ roleName, active, blocked }) => ["seats", roleName, active, blocked, "", "", ""]),
    ...usage.map(({ month, conversations, messages, activePeople }) => [
      "month",
      month,
      "",
      "",
      conversations,
      messages,
      activePeople,
    ]),
  ];
  // The name of a custom role is somebody's text: a spreadsheet must not take it for a formula.
  return papaparse.unparse({ fields, data }, { escapeFormulae: true, newline: "\r\n" });
}
