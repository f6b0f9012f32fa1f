import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { schemeNames } from "#shared/permissions/schemes/index.ts";
import { GrantsShape, RoleName } from "./grants.ts";
import { GroupId, Language, Moment, QueueId, UserId, WorkspaceId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { AgentStatus } from "./statuses.ts";
import { personText } from "./text.ts";

/** A colleague, for transfers and names. */
export const Colleague = z.object({
  id: UserId,
  name: z.string(),
  role: z.string(),
  status: AgentStatus,
  openConversations: z.number().int().nonnegative(),
  maxConversations: z.number().int().nonnegative(),
  receives: z.boolean(),
});
export type Colleague = z.infer<typeof Colleague>;

/** The signed-in user and what his role opens. */
export const Me = z.object({
  id: UserId,
  name: z.string(),
  email: z.string(),
  role: RoleName,
  language: Language,
  timeZone: z.string(),
  /** Names the version of the photo below `/api/v1/users/{id}/photo`; null: none. */
  photo: z.string().nullable(),
  /** What he may do now; the server asks the same rule again. */
  grants: GrantsShape,
  /** Places to land on, the most wanted first. */
  landing: z.array(z.string()),
  maxConversations: z.number().int(),
  workspace: z.object({
    id: WorkspaceId,
    name: z.string(),
    scheme: z.enum(schemeNames),
    agentbotUrl: z.string(),
    /** For those who choose among several: the ones of Setup in their order, with where each is looked after. */
    assistants: z.array(z.object({ id: z.uuid(), name: z.string(), link: z.string().nullable() })),
  }),
  queues: z.array(z.object({ id: QueueId, name: z.string() })),
  assignedQueueIds: z.array(QueueId),
  ledGroupIds: z.array(GroupId),
  /** Looking as another role, read only: `role` and `grants` are that one's, this is one's own. */
  viewedBy: RoleName.nullable(),
  /** The role needs a second factor and there is none: only the profile is open. */
  needsSecondFactor: z.boolean(),
  status: AgentStatus,
  serverTime: Moment,
});
export type Me = z.infer<typeof Me>;

export const SessionInfo = z.object({
  id: z.string(),
  createdAt: Moment,
  lastSeenAt: Moment,
  expiresAt: Moment,
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  current: z.boolean(),
});

export const session = {
  me: procedure("signed-in")
    .route({
      method: "GET",
      path: "/me",
      summary: "The signed-in user, his workspace and what his role opens",
    })
    .output(Me),
  sessions: procedure("profile.own")
    .route({ method: "GET", path: "/me/sessions", summary: "One's own sessions" })
    .output(z.array(SessionInfo)),
  revoke: procedure("profile.own")
    .route({ method: "DELETE", path: "/me/sessions/{sessionId}", summary: "End one of one's own sessions" })
    .input(z.object({ sessionId: personText(64).min(1) }))
    .output(z.object({ ended: z.number().int() }))
    .errors(pick("request.not_found")),
  revokeOthers: procedure("profile.own")
    .route({ method: "POST", path: "/me/sessions/end-others", summary: "End all other sessions" })
    .output(z.object({ ended: z.number().int() })),
};

export const directory = {
  list: procedure("directory.view")
    .route({ method: "GET", path: "/colleagues", summary: "Colleagues with their availability" })
    .output(z.array(Colleague)),
  queues: procedure("directory.view")
    .route({ method: "GET", path: "/queues", summary: "Queues one can hand a conversation to" })
    .output(z.array(z.object({ id: QueueId, name: z.string(), waiting: z.number().int() }))),
};
