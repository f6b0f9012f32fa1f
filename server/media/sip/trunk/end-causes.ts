import type { EndCause } from "#shared/domain/calls/index.ts";

const causesByStatus: Readonly<Record<number, EndCause>> = {
  404: "no_such_number",
  408: "no_answer",
  410: "no_such_number",
  480: "no_answer",
  484: "no_such_number",
  485: "no_such_number",
  486: "busy",
  487: "cancelled",
  600: "busy",
  603: "declined",
  604: "no_such_number",
  607: "declined",
  608: "declined",
};

/** ITU-T Q.850: what the telephone network said, where a gateway carries it in a Reason header (RFC 3326). */
const causesByQ850: Readonly<Record<number, EndCause>> = {
  1: "no_such_number",
  16: "hung_up",
  17: "busy",
  18: "no_answer",
  19: "no_answer",
  21: "declined",
  22: "no_such_number",
  28: "no_such_number",
};

function q850(reason: string | undefined): EndCause | undefined {
  const code = /Q\.850\s*;[^,]*?cause\s*=\s*(\d{1,3})/i.exec(reason ?? "")?.[1];
  return code === undefined ? undefined : causesByQ850[Number(code)];
}

/** Why a call that we made came to nothing. The network's own word is more exact than the status that a gateway chose. */
export function causeOfRefusal(status: number, reason?: string): EndCause {
  const said = q850(reason);
  if (said && said !== "hung_up") return said;
  return causesByStatus[status] ?? "failed";
}

/** Why the other side ended a call that stood, or gave up while it rang. */
export function causeOfEnd(reason: string | undefined, answered: boolean): EndCause {
  const elsewhere = /SIP\s*;[^,]*?cause\s*=\s*200/i.test(reason ?? "");
  if (!answered) return elsewhere ? "transferred" : "cancelled";
  const said = q850(reason);
  return said === undefined || said === "busy" || said === "no_answer" ? "hung_up" : said;
}

/** What a caller is told when nobody takes his call. */
export const statusOfCause: Readonly<Record<EndCause, number>> = {
  hung_up: 480,
  declined: 603,
  no_answer: 480,
  busy: 486,
  no_such_number: 404,
  cancelled: 487,
  transferred: 480,
  lost: 500,
  failed: 500,
};
