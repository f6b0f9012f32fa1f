import * as z from "zod";
import { supervisorModes } from "#shared/domain/calls/index.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { Moment, RoleKey, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine, personText } from "./text.ts";

const Link = z.union([
  z.literal(""),
  z.url({ protocol: /^https?$/, error: "is not an address such as https://…" }).max(500),
]);

const Most = z.number().int().min(0).max(20);

/** General settings, by the parts that a grant may be limited to. */
export const GeneralSettings = z.object({
  name: personLine(120).refine((name) => name.length > 0, "is empty"),
  contactDetails: z.object({
    phone: personLine(40),
    email: z.union([z.literal(""), z.email("is not an e-mail address").max(254)]),
    website: Link,
  }),
  callPermissions: z.object({
    outboundCalls: z.boolean(),
    callHistory: z.boolean(),
    /** The widget offers voice calls. */
    siteCalls: z.boolean().default(true),
    /** Which calls are recorded, how the customer is asked or told, and for how many days it is kept (0: for ever). */
    recordCalls: z.enum(["off", "all", "byHand"]).default("off"),
    recordingConsent: z.enum(["none", "announce", "ask"]).default("announce"),
    recordingDays: z.number().int().min(0).max(3_650).default(90),
  }),
  dialing: z.object({
    defaultCountry: z.union([
      z.literal(""),
      z.string().regex(/^[A-Z]{2}$/, "is not a country code such as BR"),
    ]),
    ringSeconds: z.number().int().min(10).max(120),
  }),
  video: z.object({ enabled: z.boolean(), storeRecordings: z.boolean() }),
  assistants: z.object({ agentbotUrl: Link }),
  monitor: z.object({
    coordinatorsTransfer: z.boolean(),
    /** From which mode on an agent sees the supervisor who is with him in a call. */
    supervisorsSeen: z.enum(supervisorModes).default("listen"),
  }),
  away: z.object({ returnMinutes: z.number().int().min(1).max(240) }),
  routing: z.object({
    idleChatSeconds: z.number().int().min(0).max(86_400),
    /** How many of each medium somebody takes at once whose account says nothing else. */
    most: z.object({ chat: Most, voice: Most, video: Most }),
  }),
});
export type GeneralSettings = z.infer<typeof GeneralSettings>;

export const settings = {
  get: procedure("settings.general")
    .route({ method: "GET", path: "/settings", summary: "General settings, the parts that one may see" })
    .output(
      z.object({ settings: GeneralSettings.partial(), editable: z.array(z.string()), version: z.string() }),
    ),
  update: procedure("settings.general")
    .route({ method: "PATCH", path: "/settings", summary: "Change general settings" })
    .input(z.object({ version: z.string().max(80), changes: GeneralSettings.partial() }))
    .output(
      z.object({ settings: GeneralSettings.partial(), editable: z.array(z.string()), version: z.string() }),
    )
    .errors(pick("permission.field", "record.stale")),
};

/** Rules for signing in. */
export const SecuritySettings = z.object({
  allowedAddresses: z.array(z.string().trim().min(2).max(64)).max(200),
  idleMinutes: z.number().int().min(0).max(1_440),
  sessionHours: z.number().int().min(1).max(2_160),
  secondFactorRoles: z.array(RoleKey).max(60),
  minPasswordLength: z.number().int().min(8).max(64),
});
export type SecuritySettings = z.infer<typeof SecuritySettings>;

/** Single sign-on by OpenID Connect; the client secret is written, never read. */
export const SsoProvider = z.object({
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().min(1).max(300),
  hasSecret: z.boolean(),
  domain: z.string().max(253),
});

const SecurityAnswer = z.object({
  rules: SecuritySettings,
  sso: SsoProvider.nullable(),
  /** The address that asks now, so that nobody shuts himself out unseen. */
  yourAddress: z.string(),
  callbackUrl: z.string(),
  version: z.string(),
});

export const security = {
  get: procedure("security.manage")
    .route({ method: "GET", path: "/security", summary: "The rules for signing in" })
    .output(SecurityAnswer),
  update: procedure("security.manage")
    .route({ method: "PUT", path: "/security", summary: "Change the rules for signing in" })
    .input(z.object({ version: z.string().max(80), rules: SecuritySettings }))
    .output(SecurityAnswer)
    .errors(pick("record.stale", "security.shuts_you_out", "role.not_found")),
  setSso: procedure("security.manage")
    .route({ method: "PUT", path: "/security/sso", summary: "Set up single sign-on" })
    .input(
      z.object({
        issuer: z.url({ protocol: /^https?$/, error: "is not an address such as https://…" }).max(500),
        clientId: personText(300).min(1),
        /** Absent: the secret stays. */
        clientSecret: z.string().min(1).max(500).optional(),
        domain: z.string().regex(/^[a-z0-9.-]{3,253}$/, "is not a domain such as example.com"),
      }),
    )
    .output(SecurityAnswer)
    .errors(pick("sso.issuer_unreachable", "sso.domain_taken")),
  removeSso: procedure("security.manage")
    .route({ method: "DELETE", path: "/security/sso", summary: "End single sign-on" })
    .output(SecurityAnswer),
};

export const ownership = {
  transfer: procedure("ownership.transfer")
    .route({ method: "POST", path: "/ownership/transfer", summary: "Hand the ownership to an Administrator" })
    .input(z.object({ userId: UserId, password: z.string().min(1).max(128) }))
    .output(z.object({ ok: z.literal(true) }))
    .errors(pick("auth.wrong_password", "user.not_found", "owner.needs_administrator")),
};

const Usage = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  conversations: z.number().int(),
  messages: z.number().int(),
  activePeople: z.number().int(),
});

export const billing = {
  summary: procedure("billing.view")
    .route({ method: "GET", path: "/billing", summary: "Seats by role and use by month" })
    .output(
      z.object({
        seats: z.array(
          z.object({
            role: RoleKey,
            roleName: z.string(),
            active: z.number().int(),
            blocked: z.number().int(),
          }),
        ),
        total: z.number().int(),
        usage: z.array(Usage),
      }),
    ),
  exportCsv: procedure("billing.view")
    .route({ method: "GET", path: "/billing/export.csv", summary: "Billing as CSV" })
    .output(z.object({ fileName: z.string(), csv: z.string() })),
};

/** An entry of the activity log. */
export const Activity = z.object({
  seq: z.number().int(),
  at: Moment,
  actorId: z.string().nullable(),
  actorName: z.string(),
  actorRole: z.string().nullable(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string().nullable(),
  targetName: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type Activity = z.infer<typeof Activity>;

const ActivityFilter = z.object({
  search: personText(120).optional(),
  actions: z.array(personText(60)).max(100).optional(),
  actorId: UserId.optional(),
  targetId: personText(64).optional(),
  from: Moment.optional(),
  to: Moment.optional(),
});

export const activity = {
  list: procedure("activity.view")
    .route({ method: "GET", path: "/activity", summary: "Who did what to what, newest first" })
    .input(
      ActivityFilter.extend({
        before: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ entries: z.array(Activity), more: z.boolean(), actions: z.array(z.string()) })),
  exportCsv: procedure("activity.view")
    .route({ method: "GET", path: "/activity/export.csv", summary: "The activity log as CSV" })
    .input(ActivityFilter)
    .output(z.object({ fileName: z.string(), csv: z.string() })),
  verify: procedure("activity.view")
    .route({ method: "POST", path: "/activity/verify", summary: "Check the chain of hashes" })
    .output(
      z.object({
        entries: z.number().int(),
        ok: z.boolean(),
        problems: z.array(
          z.object({
            seq: z.number().int(),
            problem: z.enum(["edited", "missing", "reordered", "truncated"]),
          }),
        ),
        /** The newest entry: noted elsewhere, it shows a later rewriting of the whole log. */
        head: z.object({ seq: z.number().int(), hash: z.string() }),
      }),
    ),
};
