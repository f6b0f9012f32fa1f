import type pg from "pg";
import { activityActor } from "#server/platform/activity/activity-actor.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { guarded } from "#server/platform/http/guard.ts";
import type { RequestContext } from "#server/platform/http/request-context.ts";
import { transact } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { callbackUrl, findProvider, type Seal } from "../accounts/index.ts";
import { changeRules, readRules } from "./change-rules.ts";
import { removeProvider, setProvider } from "./set-provider.ts";

export interface SecurityDeps {
  readonly pool: pg.Pool;
  readonly publicUrl: string;
  readonly seal: Seal;
}

/** Rules for signing in hold for the whole workspace: a grant of less reaches none of them. */
function rulerOf(context: Pick<RequestContext, "user">): Actor {
  const actor = context.user();
  const { workspaceId } = actor;
  if (!can(actor, "security.manage", { workspaceId })) fail("permission.denied", { workspaceId });
  return actor;
}

/** The rules for signing in to a workspace, and its identity provider. */
export function createSecurityFeature(deps: SecurityDeps) {
  const { pool, publicUrl } = deps;
  const answer = async ({ ip, ...context }: RequestContext) => {
    const { workspaceId } = rulerOf(context);
    const [{ rules, version }, provider] = await Promise.all([
      readRules(pool, workspaceId),
      findProvider(pool, { workspaceId }),
    ]);
    const sso = provider && {
      issuer: provider.issuer,
      clientId: provider.clientId,
      hasSecret: provider.clientSecret !== null,
      domain: provider.domain,
    };
    return { rules, sso, version, yourAddress: ip, callbackUrl: callbackUrl(publicUrl) };
  };
  /** Changes and their entry in one transaction. */
  const changing = async (
    context: RequestContext,
    action: string,
    work: Parameters<typeof transact<{ before?: unknown; after?: unknown } | null>>[1],
  ) => {
    await transact(pool, async (tx) => {
      const change = await work(tx);
      if (!change) return;
      const target = { kind: "workspace", id: context.user().workspaceId, name: "Rules for signing in" };
      const { workspaceId } = context.user();
      await recordActivity(tx, { workspaceId, actor: activityActor(context), action, target, ...change });
    });
    return answer(context);
  };

  const security = {
    get: guarded.security.get.handler(({ context }) => answer(context)),
    update: guarded.security.update.handler(({ context, input }) =>
      changing(context, "security.changed", (tx) => changeRules(tx, rulerOf(context), context.ip, input)),
    ),
    setSso: guarded.security.setSso.handler(({ context, input }) =>
      setProvider(deps, rulerOf(context), input, (work) => changing(context, "sso.set", work)),
    ),
    removeSso: guarded.security.removeSso.handler(({ context }) =>
      changing(context, "sso.removed", (tx) => removeProvider(tx, rulerOf(context).workspaceId)),
    ),
  };
  return { router: { security } };
}
