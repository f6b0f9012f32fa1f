import { conversations, customers, offers } from "./conversations.ts";
import { factors } from "./factors.ts";
import { files } from "./files.ts";
import { groups, queues, skills } from "./groups.ts";
import { activity, billing, ownership, security, settings } from "./house.ts";
import { invitations } from "./invitations.ts";
import { profile } from "./profile.ts";
import { access, roles } from "./roles.ts";
import { directory, session, status } from "./session.ts";
import { users } from "./users.ts";
import { visitor, widget } from "./widget.ts";

export * from "./conversation-events.ts";
export * from "./conversations.ts";
export * from "./factors.ts";
export * from "./files.ts";
export * from "./grants.ts";
export * from "./groups.ts";
export * from "./house.ts";
export * from "./ids.ts";
export * from "./invitations.ts";
export * from "./procedure.ts";
export * from "./profile.ts";
export * from "./roles.ts";
export * from "./session.ts";
export * from "./sign-in.ts";
export * from "./socket.ts";
export * from "./text.ts";
export * from "./users.ts";
export * from "./widget.ts";

/** Every question and command there is, by feature. Server, clients, docs and tests derive from this. */
export const contract = {
  session,
  status,
  directory,
  conversations,
  offers,
  customers,
  files,
  widget,
  visitor,
  profile,
  users,
  invitations,
  groups,
  queues,
  skills,
  roles,
  access,
  settings,
  security,
  factors,
  ownership,
  billing,
  activity,
};
export type Contract = typeof contract;
