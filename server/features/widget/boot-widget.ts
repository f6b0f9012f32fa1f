import type { IncomingHttpHeaders } from "node:http";
import type { WidgetConfig } from "#shared/contract/widget.ts";
import { isOpenAt, nextOpening } from "#shared/domain/opening-hours.ts";
import { settingsOf } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import { isAllowedSite, originOf } from "./allowed-sites.ts";
import type { WidgetDeps } from "./deps.ts";
import type { WorkspaceSettings } from "./workspace-settings.ts";

/** Which calls the workspace takes from its pages. */
function callsOf(stored: WorkspaceSettings["settings"]): WidgetConfig["calls"] {
  const { callPermissions, video } = settingsOf(stored ?? {});
  return { voice: callPermissions.siteCalls, video: video.enabled };
}

/** Tells an allowed site how its widget looks, with a ticket that says where it was loaded. */
export const bootWidget =
  ({ workspaces, tokens, ownOrigins, now }: WidgetDeps) =>
  async (key: string, headers: IncomingHttpHeaders): Promise<WidgetConfig> => {
    const workspace = (await workspaces.byKey(key)) ?? fail("workspace.not_found", { key });
    // A browser says the origin of every foreign page; a request that says none comes from no page.
    const origin = originOf(headers.origin ?? headers.referer) ?? fail("origin.not_allowed", { key });
    const allowed = [...workspace.allowedSites, ...ownOrigins];
    if (!isAllowedSite(origin, allowed)) fail("origin.not_allowed", { key, origin });
    const at = now();
    const open = isOpenAt(workspace.hours, at);
    return {
      workspaceName: workspace.name,
      accent: workspace.accent,
      languages: [...workspace.languages],
      prechat: workspace.prechat,
      open,
      opensAt: open ? null : (nextOpening(workspace.hours, at)?.toISOString() ?? null),
      identity: workspace.identityMode,
      visitors: workspace.visitors ?? false,
      calls: callsOf(workspace.settings),
      siteTicket: await tokens.makeTicket({ workspaceId: workspace.id, origin }),
    };
  };
