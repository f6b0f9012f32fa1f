import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { GroupId, QueueId } from "./ids.ts";
import { PhoneNumberId } from "./phone.ts";
import { procedure } from "./procedure.ts";
import { personLine, personText } from "./text.ts";

export const PhoneLineId = z.uuid().brand("PhoneLineId");
export type PhoneLineId = z.infer<typeof PhoneLineId>;

const Host = z
  .string()
  .trim()
  .max(255)
  .regex(
    /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/,
    "is not a host such as sip.example.com or 192.0.2.7:5060",
  );
/** The carrier's own: half the internet would be everybody's carrier, and other workspaces' among them. */
const isNarrow = (source: string): boolean => {
  const [address = "", bits] = source.split("/");
  return bits === undefined || Number(bits) >= (address.includes(":") ? 32 : 16);
};
const Source = z
  .union([z.ipv4(), z.cidrv4(), z.ipv6(), z.cidrv6()], {
    error: "is not an address such as 192.0.2.7, nor a range such as 192.0.2.0/24",
  })
  .refine(isNarrow, "is too wide a range: name the carrier's own addresses, at most a /16 (IPv6: /32)");
const Prefix = z.string().regex(/^\+?\d{1,15}$/, "is not the beginning of a number, such as +39 or 1");
const most = 200;

/** How a line is set up, its password apart. */
export const PhoneLineSettings = z.object({
  protocol: z.enum(["UDP", "TCP", "TLS"]),
  domain: Host,
  proxy: Host.nullable(),
  user: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^[^\s"\\<>\p{Cc}]+$/u, "has spaces, quotes or angle brackets")
    .nullable(),
  registerSeconds: z.number().int().min(60).max(86_400).nullable(),
  sources: z.array(Source).max(most),
  allowedPrefixes: z.array(Prefix).max(most),
  blockedPrefixes: z.array(Prefix).max(most),
  maxCalls: z.number().int().min(1).max(1_000),
  callsPerSecond: z.number().min(0.1).max(100),
  codecs: z
    .array(z.enum(["OPUS", "PCMU", "PCMA"]))
    .min(1)
    .max(3),
  sessionSeconds: z.number().int().min(90).max(7_200),
});

/** A number of ours on a line. */
export const NumberOfLine = z.object({
  /** Null: a new one. */
  id: PhoneNumberId.nullable(),
  number: z
    .string()
    .regex(
      /^(?:\+\d{7,15}|\d{2,6})$/,
      "is not a number such as +390212345678, nor the two to six digits of an extension",
    ),
  label: personLine(80),
  queueId: QueueId,
  /** Whose people may show it; none: everybody who may call out. */
  groupIds: z.array(GroupId).max(most),
});
export type NumberOfLine = z.infer<typeof NumberOfLine>;

/** What may be set of a line. */
export const PhoneLineFields = z.object({
  name: personLine(80).refine((name) => name.length > 0, "is empty"),
  enabled: z.boolean(),
  settings: PhoneLineSettings,
  numbers: z.array(NumberOfLine).max(500),
});
export type PhoneLineFields = z.infer<typeof PhoneLineFields>;
/** Written, never read. Absent: it stays; empty: there is none any more. */
const Password = personText(200).optional();

/**
 * How a line stands. `off`: switched off; `not_here`: this server has no phone line at all; `not_listened`: nor for its
 * protocol; `standing`: it needs no registration; `waiting`: what was changed is in force when no call stands any more.
 */
export const lineStates = [
  "off",
  "not_here",
  "not_listened",
  "standing",
  "registering",
  "registered",
  "refused",
  "unreachable",
  "waiting",
  "failed",
] as const;

export const PhoneLine = PhoneLineFields.extend({
  id: PhoneLineId,
  version: z.number().int().positive(),
  numbers: z.array(NumberOfLine),
  hasPassword: z.boolean(),
  state: z.enum(lineStates),
  /** What the carrier answered, as SIP has it; null: nothing. */
  status: z.number().int().nullable(),
  /** Calls that stand on it. */
  calls: z.number().int().nonnegative(),
});
export type PhoneLine = z.infer<typeof PhoneLine>;

const Named = z.object({ id: z.string(), name: z.string() });
const byId = z.object({ lineId: PhoneLineId });
const refusals = ["phone.name_taken", "phone.number_taken", "queue.not_found", "group.not_found"] as const;

/** Setting up lines to the telephone network: the part of the general settings that dialling is. */
export const phoneLines = {
  list: procedure("settings.general")
    .route({ method: "GET", path: "/phone-lines", summary: "Phone lines, their numbers, and how they stand" })
    .output(
      z.object({
        lines: z.array(PhoneLine),
        /** Where carriers reach us; ports by protocol, none where we do not listen. */
        address: z.string().nullable(),
        listens: z.object({
          UDP: z.number().optional(),
          TCP: z.number().optional(),
          TLS: z.number().optional(),
        }),
        /** What there is to choose from. */
        queues: z.array(Named),
        groups: z.array(Named),
      }),
    ),
  create: procedure("settings.general")
    .route({ method: "POST", path: "/phone-lines", summary: "Set up a phone line" })
    .input(PhoneLineFields.extend({ password: Password }))
    .output(PhoneLine)
    .errors(pick(...refusals)),
  update: procedure("settings.general")
    .route({ method: "PATCH", path: "/phone-lines/{lineId}", summary: "Change a phone line" })
    .input(
      PhoneLineFields.partial().extend({
        lineId: PhoneLineId,
        version: z.number().int().positive(),
        password: Password,
      }),
    )
    .output(PhoneLine)
    .errors(pick("phone.line_not_found", "record.stale", "phone.password_needed", ...refusals)),
  remove: procedure("settings.general")
    .route({
      method: "DELETE",
      path: "/phone-lines/{lineId}",
      summary: "Delete a phone line and its numbers",
    })
    .input(byId)
    .output(z.object({ ok: z.literal(true) }))
    .errors(pick("phone.line_not_found")),
};
