import { frameAncestors } from "./allowed-sites.ts";
import type { WorkspaceSettings } from "./workspace-settings.ts";

/** The headers of the frame's page: who may embed it, and what it may do, which is little. */
export function frameHeaders(
  { allowedSites }: Pick<WorkspaceSettings, "allowedSites">,
  publicUrl: string,
): Record<string, string> {
  const socket = publicUrl.replace(/^http/, "ws");
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    // Named besides 'self', which in older Safari does not cover sockets.
    `connect-src 'self' ${socket}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `frame-ancestors ${["'self'", ...frameAncestors(allowedSites)].join(" ")}`,
  ];
  return {
    "content-security-policy": policy.join("; "),
    // For calls: here alone, and in nothing that the frame might hold.
    "permissions-policy":
      "microphone=(self), camera=(self), display-capture=(self), autoplay=(self), geolocation=(), payment=(), usb=()",
    "cache-control": "no-cache",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
}
