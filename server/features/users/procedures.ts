import { activityActor } from "#server/platform/activity/activity-actor.ts";
import { guarded } from "#server/platform/http/guard.ts";
import type { RequestContext } from "#server/platform/http/request-context.ts";
import { changeRole } from "./change-role.ts";
import { changeStanding, endSessions } from "./change-standing.ts";
import type { UsersDeps } from "./deps.ts";
import { type Caller, updateUser } from "./edit-account.ts";
import { updatePersonal } from "./edit-personal.ts";
import { exportPeople } from "./export-csv.ts";
import { listPeople } from "./list-people.ts";
import { massEdit } from "./mass-edit.ts";
import { changePhoto } from "./photo.ts";
import { readProfile } from "./read-profile.ts";
import { sessionsOf, signInsOf } from "./sign-ins.ts";

/** Who asks, as the rules and as the log see him. */
export const callerOf = (context: Pick<RequestContext, "user" | "ip" | "headers">): Caller => ({
  actor: context.user(),
  by: activityActor(context),
});

/** Serves `users.*` of the contract. */
export function userProcedures(deps: UsersDeps) {
  const { pool } = deps;
  const { users } = guarded;
  return {
    list: users.list.handler(({ context, input }) => listPeople(pool, context.user(), input)),
    get: users.get.handler(({ context, input }) => readProfile(pool, context.user(), input.userId)),
    update: users.update.handler(({ context, input }) => updateUser(deps)(callerOf(context), input)),
    updatePersonal: users.updatePersonal.handler(({ context, input }) =>
      updatePersonal(deps)(callerOf(context), input),
    ),
    setPhoto: users.setPhoto.handler(({ context, input }) =>
      changePhoto(deps)(callerOf(context), input.userId, input.photo),
    ),
    removePhoto: users.removePhoto.handler(({ context, input }) =>
      changePhoto(deps)(callerOf(context), input.userId, null),
    ),
    changeRole: users.changeRole.handler(({ context, input }) => changeRole(deps)(callerOf(context), input)),
    block: users.block.handler(({ context, input }) =>
      changeStanding(deps, "blocked")(callerOf(context), input),
    ),
    unblock: users.unblock.handler(({ context, input }) =>
      changeStanding(deps, "unblocked")(callerOf(context), input),
    ),
    archive: users.archive.handler(({ context, input }) =>
      changeStanding(deps, "archived")(callerOf(context), input),
    ),
    restore: users.restore.handler(({ context, input }) =>
      changeStanding(deps, "restored")(callerOf(context), input),
    ),
    massEdit: users.massEdit.handler(({ context, input }) => massEdit(deps)(callerOf(context), input)),
    signIns: users.signIns.handler(({ context, input }) =>
      signInsOf(deps, context.user(), input.userId, input.limit),
    ),
    sessions: users.sessions.handler(({ context, input }) => sessionsOf(deps, context.user(), input.userId)),
    endSessions: users.endSessions.handler(({ context, input }) =>
      endSessions(deps)(callerOf(context), input),
    ),
    exportCsv: users.exportCsv.handler(({ context, input }) => exportPeople(pool, context.user(), input)),
  };
}
