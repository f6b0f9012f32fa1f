import { guarded } from "#server/platform/http/guard.ts";
import { callerOf } from "../users/index.ts";
import type { ProfileDeps } from "./deps.ts";
import { cancelEmail, changeEmail, confirmEmail } from "./own-email.ts";
import { changePassword, createPasswordCheck } from "./own-password.ts";
import { changeOwnPhoto, readOwn, updateOwn, updateOwnAccount } from "./own-profile.ts";

export type { ProfileDeps } from "./deps.ts";

/** What everybody changes of himself, as far as his role opens it. */
export function createProfileFeature(deps: ProfileDeps) {
  const { profile } = guarded;
  const checkPassword = createPasswordCheck(deps);
  return {
    router: {
      profile: {
        get: profile.get.handler(({ context }) => readOwn(deps, context.user())),
        update: profile.update.handler(({ context, input }) => updateOwn(deps)(callerOf(context), input)),
        updateAccount: profile.updateAccount.handler(({ context, input }) =>
          updateOwnAccount(deps)(callerOf(context), input),
        ),
        setPhoto: profile.setPhoto.handler(({ context, input }) =>
          changeOwnPhoto(deps)(callerOf(context), input.photo),
        ),
        removePhoto: profile.removePhoto.handler(({ context }) =>
          changeOwnPhoto(deps)(callerOf(context), null),
        ),
        changeEmail: profile.changeEmail.handler(({ context, input }) =>
          changeEmail(deps, checkPassword)(callerOf(context), input),
        ),
        cancelEmail: profile.cancelEmail.handler(({ context }) => cancelEmail(deps, callerOf(context))),
        confirmEmail: profile.confirmEmail.handler(({ context, input }) =>
          confirmEmail(deps)(context, input.token),
        ),
        changePassword: profile.changePassword.handler(({ context, input }) =>
          changePassword(deps, checkPassword)(callerOf(context), input),
        ),
      },
    },
  };
}
