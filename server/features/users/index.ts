import type { FastifyInstance } from "fastify";
import type { CallOf } from "#server/platform/http/call-factory.ts";
import type { UsersDeps } from "./deps.ts";
import { servePhotos } from "./photo-route.ts";
import { userProcedures } from "./procedures.ts";

export { checkFields } from "./account-changes.ts";
export type { Queryable, UsersDeps } from "./deps.ts";
export { type Caller, editAccount, targetOf } from "./edit-account.ts";
export { checkAddressFree, personalFieldsIn, writePersonal } from "./edit-personal.ts";
export { lockPeople } from "./find-person.ts";
export { isSeen, loadPeople, type Person, reaches, seesGroup } from "./person.ts";
export { remakePhoto, writePhoto } from "./photo.ts";
export { callerOf } from "./procedures.ts";
export { profileOf } from "./read-profile.ts";

/** People: who is on whose list, and what may be changed of them. */
export const createUsersFeature = (deps: UsersDeps) => ({
  router: { users: userProcedures(deps) },
  serve: (app: FastifyInstance, callOf: CallOf) => servePhotos(app, deps.pool, callOf),
});
