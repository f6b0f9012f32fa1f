import { assistants } from "./assistants.ts";
import { calls, monitor } from "./calls.ts";
import { conversations } from "./conversations.ts";
import { customers } from "./customers.ts";
import { factors } from "./factors.ts";
import { files } from "./files.ts";
import { groups, queues, skills } from "./groups.ts";
import { help } from "./help.ts";
import { activity, billing, ownership, security, settings } from "./house.ts";
import { invitations } from "./invitations.ts";
import { messages } from "./messages.ts";
import { missed, visitorCallbacks } from "./missed.ts";
import { offers } from "./offers.ts";
import { phone } from "./phone.ts";
import { phoneLines } from "./phone-lines.ts";
import { profile } from "./profile.ts";
import { recordings } from "./recordings.ts";
import { relays, visitorRelays } from "./relays.ts";
import { access, roles } from "./roles.ts";
import { routing } from "./routing.ts";
import { directory, session } from "./session.ts";
import { shortcuts } from "./shortcuts.ts";
import { extensions, softphone } from "./softphone.ts";
import { status, statuses } from "./statuses.ts";
import { dispositions, tags, topics } from "./topics.ts";
import { conversationTargets } from "./transfer.ts";
import { triggers } from "./triggers.ts";
import { users } from "./users.ts";
import { visitorCalls } from "./visitor-calls.ts";
import { siteInvitations, visits } from "./visits.ts";
import { visitor, widget } from "./widget.ts";
import { conversationLabels, wrapUp } from "./wrap-up.ts";

export * from "./assistants.ts";
export * from "./calls.ts";
export * from "./conversation-events.ts";
export * from "./conversations.ts";
export * from "./customers.ts";
export * from "./factors.ts";
export * from "./files.ts";
export * from "./grants.ts";
export * from "./groups.ts";
export * from "./help.ts";
export * from "./house.ts";
export * from "./ids.ts";
export * from "./invitations.ts";
export * from "./messages.ts";
export * from "./missed.ts";
export * from "./offers.ts";
export * from "./phone.ts";
export * from "./phone-lines.ts";
export * from "./procedure.ts";
export * from "./profile.ts";
export * from "./queue-rules.ts";
export * from "./recordings.ts";
export * from "./relays.ts";
export * from "./roles.ts";
export * from "./routing.ts";
export * from "./session.ts";
export * from "./shortcuts.ts";
export * from "./sign-in.ts";
export * from "./socket.ts";
export * from "./softphone.ts";
export * from "./statuses.ts";
export * from "./text.ts";
export * from "./texts.ts";
export * from "./topics.ts";
export * from "./transfer.ts";
export * from "./triggers.ts";
export * from "./users.ts";
export * from "./visitor-calls.ts";
export * from "./visits.ts";
export * from "./widget.ts";
export * from "./wrap-up.ts";

/** Every question and command there is, by feature. Server, clients, docs and tests derive from this. */
export const contract = {
  session,
  status,
  statuses,
  directory,
  conversations: { ...conversations, ...conversationTargets, ...conversationLabels },
  wrapUp,
  offers,
  calls,
  softphone,
  extensions,
  monitor,
  phone,
  phoneLines,
  recordings,
  relays,
  routing,
  help,
  customers,
  files,
  widget,
  visitor: { ...visitor, ...visitorCallbacks, ...visitorCalls, ...visitorRelays },
  missed,
  triggers,
  profile,
  users,
  invitations,
  groups,
  queues,
  skills,
  assistants,
  visits,
  siteInvitations,
  dispositions,
  tags,
  topics,
  roles,
  access,
  settings,
  security,
  factors,
  ownership,
  billing,
  activity,
  shortcuts,
  messages,
};
export type Contract = typeof contract;
