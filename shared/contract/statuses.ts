import * as z from "zod";
import { media } from "#shared/domain/media.ts";
import { activities, statusCauses, statusKeys } from "#shared/domain/status/index.ts";
import { pick } from "#shared/errors/catalogue.ts";
import { Moment, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine } from "./text.ts";

/** What an agent may choose; the pause is the system's. */
export const StatusName = z.enum(["offline", "online", "ready", "dnd", "custom"]);
export type StatusName = z.infer<typeof StatusName>;

export const CustomStatusId = z.uuid().brand("CustomStatusId");
export type CustomStatusId = z.infer<typeof CustomStatusId>;

/** Colours of custom statuses. Green and red are taken: they say ready and do not disturb. */
export const statusColors = ["gray", "blue", "indigo", "violet", "pink", "orange", "yellow", "teal"] as const;
export const StatusColor = z.enum(statusColors);
export type StatusColor = z.infer<typeof StatusColor>;

/** Custom statuses in use at once. */
export const maxCustomStatuses = 10;

/** One of the workspace's own reasons for not being ready. */
export const CustomStatus = z.object({
  id: CustomStatusId,
  version: z.number().int().positive(),
  name: z.string(),
  color: StatusColor,
  /** Longer than so many minutes is marked as overdue; null: no limit. */
  limitMinutes: z.number().int().nullable(),
  /** Whoever chooses it says why. */
  needsReason: z.boolean(),
  archived: z.boolean(),
});
export type CustomStatus = z.infer<typeof CustomStatus>;

const Worn = CustomStatus.pick({ id: true, name: true, color: true, limitMinutes: true });

/** Which media somebody takes on one of his devices that are connected now. */
export const DeviceMedia = z.object({
  deviceId: z.string(),
  chat: z.boolean(),
  voice: z.boolean(),
  video: z.boolean(),
});
export type DeviceMedia = z.infer<typeof DeviceMedia>;

/** Chosen status, known presence and what he is doing, apart: what he wants, what the system knows, since when. */
export const AgentStatus = z.object({
  userId: UserId,
  version: z.number().int().positive(),
  status: z.enum(statusKeys),
  /** Which of the workspace's own, and from when on it is overdue. */
  custom: Worn.extend({ overdueAt: Moment.nullable() }).nullable(),
  reason: z.string().nullable(),
  since: Moment,
  /** Who or what changed it, and why. */
  cause: z.enum(statusCauses),
  /** Who changed it, when it was not he himself. */
  byName: z.string().nullable(),
  /** Chosen while he was busy: comes when he is not any more. */
  next: z.object({ status: StatusName, custom: Worn.nullable(), reason: z.string().nullable() }).nullable(),
  /** A lease on the database's clock: true while some device of his keeps it alive. */
  present: z.boolean(),
  activity: z.enum(activities),
  devices: z.array(DeviceMedia),
});
export type AgentStatus = z.infer<typeof AgentStatus>;

const Reason = personLine(200);
/** What somebody may give another one: never Ready, which is for himself to say. */
export const OthersStatus = StatusName.exclude(["ready"]);
/** The name that an installation gives itself, so that its switches are its own. */
export const DeviceId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/, "is not the name of a device");

/** A line of somebody's status log. */
export const StatusLogEntry = z.object({
  id: z.number().int(),
  at: Moment,
  kind: z.enum(["status", "activity", "media", "next"]),
  /** A status's key, or a medium's switch as `chat:off`; of a next status that was taken back, `cancelled`. */
  value: z.string(),
  customName: z.string().nullable(),
  reason: z.string().nullable(),
  cause: z.enum(statusCauses),
  byName: z.string().nullable(),
});
export type StatusLogEntry = z.infer<typeof StatusLogEntry>;

/** Which lines of a log: what was chosen (statuses, next ones, media), what was done (activities), or everything. */
export const shownLogs = ["status", "activity", "all"] as const;
export type ShownLog = (typeof shownLogs)[number];

const LogQuery = z.object({
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  show: z.enum(shownLogs).default("status"),
});
const LogPage = z.object({ entries: z.array(StatusLogEntry), more: z.boolean() });

export const status = {
  set: procedure("status.set")
    .route({ method: "PUT", path: "/me/status", summary: "Choose one's status, now or when free" })
    .input(
      z.object({
        status: StatusName,
        customStatusId: CustomStatusId.nullish(),
        reason: Reason.nullish(),
        when: z.enum(["now", "whenFree"]).default("now"),
      }),
    )
    .output(AgentStatus)
    .errors(pick("status.not_found", "status.reason_needed")),
  cancelNext: procedure("status.set")
    .route({ method: "DELETE", path: "/me/status/next", summary: "Take back the status chosen as the next" })
    .output(AgentStatus),
  /** For everybody: colleagues are seen in them. */
  choices: procedure("signed-in")
    .route({ method: "GET", path: "/me/status/choices", summary: "The workspace's own statuses" })
    .output(z.array(CustomStatus)),
  media: {
    set: procedure("status.set")
      .route({
        method: "PUT",
        path: "/me/media",
        summary: "Switch a medium on or off on one of one's devices",
      })
      .input(z.object({ deviceId: DeviceId, medium: z.enum(media), on: z.boolean() }))
      .output(AgentStatus),
  },
  ownLog: procedure("status.set")
    .route({ method: "GET", path: "/me/status/log", summary: "One's own status log, newest first" })
    .input(LogQuery)
    .output(LogPage),
  logOf: procedure("reports.statusLog.view")
    .route({
      method: "GET",
      path: "/users/{userId}/status/log",
      summary: "Somebody's status now, and his status log, newest first",
    })
    .input(LogQuery.extend({ userId: UserId }))
    .output(LogPage.extend({ status: AgentStatus }))
    .errors(pick("user.not_found")),
  setFor: procedure("status.setForOthers")
    .route({
      method: "PUT",
      path: "/users/{userId}/status",
      summary: "Set somebody else's status, never to Ready; he is told who and why",
    })
    .input(
      z.object({
        userId: UserId,
        status: OthersStatus,
        customStatusId: CustomStatusId.nullish(),
        reason: Reason.refine((reason) => reason.length > 0, "is empty"),
      }),
    )
    .output(AgentStatus)
    .errors(pick("user.stale", "user.not_found", "status.not_found", "status.none", "status.absent")),
};

/** Setup > Statuses: open to whose general settings include them. */
export const statuses = {
  list: procedure("settings.general")
    .route({ method: "GET", path: "/statuses", summary: "The workspace's own statuses, archived ones last" })
    .output(z.array(CustomStatus))
    .errors(pick("permission.field")),
  save: procedure("settings.general")
    .route({ method: "PUT", path: "/statuses", summary: "Make a status, or change one" })
    .input(
      z.object({
        /** Absent: a new one. */
        change: z.object({ id: CustomStatusId, version: z.number().int() }).optional(),
        name: personLine(40).refine((name) => name.length > 0, "is empty"),
        color: StatusColor,
        limitMinutes: z.number().int().min(1).max(1_440).nullable(),
        needsReason: z.boolean(),
      }),
    )
    .output(CustomStatus)
    .errors(pick("permission.field", "status.not_found", "record.stale", "name.taken", "status.too_many")),
  archive: procedure("settings.general")
    .route({ method: "POST", path: "/statuses/{statusId}/archive", summary: "Take a status out of use" })
    .input(z.object({ statusId: CustomStatusId }))
    .output(CustomStatus)
    .errors(pick("permission.field", "status.not_found")),
  reorder: procedure("settings.general")
    .route({ method: "PUT", path: "/statuses/order", summary: "Put the statuses in order" })
    .input(z.object({ statusIds: z.array(CustomStatusId).max(maxCustomStatuses) }))
    .output(z.array(CustomStatus))
    .errors(pick("permission.field", "record.stale")),
};
