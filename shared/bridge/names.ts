/**
 * The names on the bridge, apart from their schemas, so that the preload stays a few hundred bytes and needs no zod.
 * `desktop.ts` must declare exactly these: the compiler sees to it.
 */
export const callNames = [
  "app.info",
  "auth.secondFactor",
  "auth.signIn",
  "auth.signOut",
  "auth.state",
  "badge.set",
  "external.open",
  "notification.close",
  "notification.show",
  "server.address.get",
  "server.address.set",
  "theme.set",
  "window.attention",
  "window.openSecond",
] as const;

export const newsNames = ["auth.changed", "notification.clicked", "path.requested", "power.resumed"] as const;

export type CallName = (typeof callNames)[number];
export type NewsName = (typeof newsNames)[number];
