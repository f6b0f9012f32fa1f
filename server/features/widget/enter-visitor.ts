import type { CustomerId, Language } from "#shared/contract/ids.ts";
import type { VisitorConversation } from "#shared/contract/widget.ts";
import { fail } from "#shared/errors/app-error.ts";
import { isAllowedSite } from "./allowed-sites.ts";
import type { WidgetDeps } from "./deps.ts";
import { readIdentityToken } from "./identity-token.ts";
import type { VisitorClaims } from "./signed-tokens.ts";
import type { WorkspaceSettings } from "./workspace-settings.ts";

export interface EnterInput {
  readonly siteTicket: string;
  readonly visitorToken?: string | undefined;
  readonly identityToken?: string | undefined;
  readonly language?: Language | undefined;
}

export interface Entered {
  readonly visitorToken: string;
  readonly customerId: CustomerId;
  readonly name: string | null;
  readonly verified: boolean;
  readonly conversation: VisitorConversation | null;
}

/**
 * Starts or continues as a visitor. Somebody who never writes leaves no row: the token carries an id, and the
 * customer is made with the first message. Only whom the site vouches for is written down at once.
 */
export const enterVisitor =
  (deps: WidgetDeps) =>
  async (input: EnterInput, ip: string): Promise<Entered> => {
    await deps.limits.countSession(ip);
    const workspace = await workspaceOf(deps, input.siteTicket);
    const visitor = await recognise(deps, workspace, input);
    if (workspace.identityMode === "required" && !visitor.verified)
      fail("visitor.identity_required", { key: workspace.key });
    const [known, conversation] = await Promise.all([
      deps.customers.find(workspace.id, visitor.customerId),
      deps.currentConversation({ kind: "visitor", ...visitor }),
    ]);
    return {
      visitorToken: await deps.tokens.makeVisitorToken(visitor),
      customerId: visitor.customerId as CustomerId,
      name: known?.name ?? null,
      verified: visitor.verified,
      conversation,
    };
  };

/** The ticket's workspace, if the ticket is ours and fresh, and its site is still allowed. */
async function workspaceOf(deps: WidgetDeps, siteTicket: string): Promise<WorkspaceSettings> {
  const ticket = (await deps.tokens.readTicket(siteTicket)) ?? fail("origin.not_allowed", { why: "ticket" });
  const workspace = (await deps.workspaces.byId(ticket.workspaceId)) ?? fail("workspace.not_found");
  if (!isAllowedSite(ticket.origin, [...workspace.allowedSites, ...deps.ownOrigins]))
    fail("origin.not_allowed", { origin: ticket.origin });
  return workspace;
}

async function recognise(
  deps: WidgetDeps,
  workspace: WorkspaceSettings,
  { visitorToken, identityToken, language }: EnterInput,
): Promise<VisitorClaims> {
  const before = visitorToken ? await deps.tokens.readVisitorToken(visitorToken) : undefined;
  // Another workspace's token is worth nothing here.
  const known = before?.workspaceId === workspace.id && !(await isOver(deps, before)) ? before : undefined;
  if (!identityToken)
    return known ?? { customerId: deps.newId(), workspaceId: workspace.id, verified: false };
  const vouched = await readIdentityToken(identityToken, workspace, deps.now());
  const customer = await deps.customers.identify({
    ...vouched,
    workspaceId: workspace.id,
    anonymousId: known && !known.verified ? known.customerId : null,
    language: language ?? null,
  });
  if (customer.id === known?.customerId && !known.verified) await deps.customerIdentified(customer.id);
  return { customerId: customer.id, workspaceId: workspace.id, verified: true };
}

/** The anonymous token of somebody whom the site has vouched for since. */
const isOver = async ({ customers }: WidgetDeps, { verified, customerId }: VisitorClaims): Promise<boolean> =>
  !verified && (await customers.isIdentified(customerId));
