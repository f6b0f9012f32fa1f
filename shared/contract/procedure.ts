import { oc } from "@orpc/contract";
import { pick } from "#shared/errors/catalogue.ts";
import type { Access } from "#shared/permissions/catalogue.ts";

/** What every procedure carries: who may call it. */
export interface ProcedureMeta {
  readonly access: Access;
}

const base = oc
  .$meta<ProcedureMeta>({ access: "signed-in" })
  .errors(
    pick("request.invalid", "request.rate_limited", "session.required", "permission.denied", "internal"),
  );

/** Starts a procedure; there is no other way, so none can be without its permission. */
export const procedure = (access: Access) => base.meta({ access });
