import { type ChatState, isFromStaff } from "./chat-state.ts";

/** What is shown of the closed widget: somebody has written first, or the site invites. */
export interface Teaser {
  readonly name: string;
  readonly text: string;
}

/** A conversation in which the customer has not said a word yet, or an invitation; neither once he has closed it. */
export function teaserOf(state: ChatState): Teaser | null {
  const { open, conversation, log, unread, invitation, config, dismissed, starting } = state;
  if (open || !config || starting) return null;
  if (conversation && conversation.state !== "closed") {
    const said = log?.events.filter(({ body }) => body.kind === "message") ?? [];
    const last = said.at(-1);
    const first = unread > 0 && !log?.hasOlder && said.every(({ author }) => isFromStaff(author));
    if (!first || dismissed === conversation.id || last?.body.kind !== "message") return null;
    return { name: last.author.name, text: last.body.text };
  }
  return invitation && !invitation.seen ? { name: config.workspaceName, text: invitation.text } : null;
}
