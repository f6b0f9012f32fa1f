import { guarded } from "#server/platform/http/guard.ts";
import { callerOf } from "../users/index.ts";
import { acceptInvitation, lookAtInvitation } from "./accept-invitation.ts";
import type { InvitationsDeps } from "./deps.ts";
import { invitePeople } from "./invite-people.ts";
import { cancelInvitation, listInvitations, renewInvitation } from "./tend-invitations.ts";

export type { InvitationsDeps } from "./deps.ts";

/** Invitations: how people come to their accounts. */
export function createInvitationsFeature(deps: InvitationsDeps) {
  const { invitations } = guarded;
  return {
    router: {
      invitations: {
        create: invitations.create.handler(({ context, input }) =>
          invitePeople(deps)(callerOf(context), input),
        ),
        list: invitations.list.handler(({ context }) => listInvitations(deps, context.user())),
        renew: invitations.renew.handler(({ context, input }) =>
          renewInvitation(deps)(callerOf(context), input.invitationId),
        ),
        cancel: invitations.cancel.handler(({ context, input }) =>
          cancelInvitation(deps)(callerOf(context), input.invitationId),
        ),
        look: invitations.look.handler(({ input }) => lookAtInvitation(deps, input.token)),
        accept: invitations.accept.handler(({ context, input }) => acceptInvitation(deps)(context, input)),
      },
    },
  };
}
