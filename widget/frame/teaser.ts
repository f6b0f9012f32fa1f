import { type ChatState, isFromStaff } from "./chat-state.ts";
import type { TextKey } from "./i18n/en.ts";

/** What is shown of the closed widget: somebody has written first, or the site invites. */
export interface Teaser {
  readonly name: string;
  readonly text: string;
  /** Said in our own words instead. */
  readonly say?: TextKey;
}

/** A conversation in which the customer has not said a word yet, or an invitation; neither once he has closed it. */
export function teaserOf(state: ChatState): Teaser | null {
  return state.open ? null : (callTeaser(state) ?? wordsTeaser(state));
}

/** A call is never out of sight: neither one that goes on, nor one he is asked into. */
function callTeaser({ call, config, dismissed }: ChatState): Teaser | null {
  const isOn = call && ["invited", "preparing", "waiting", "talking", "held"].includes(call.phase);
  if (!isOn || !call.callId || dismissed === call.callId) return null;
  const name = call.agentName ?? config?.workspaceName ?? "";
  return { name, text: "", say: call.phase === "invited" ? "invitesYou" : "callGoesOn" };
}

function wordsTeaser(state: ChatState): Teaser | null {
  const { conversation, log, unread, invitation, config, dismissed, starting } = state;
  if (!config || starting) return null;
  if (conversation && conversation.state !== "closed") {
    const said = log?.events.filter(({ body }) => body.kind === "message") ?? [];
    const last = said.at(-1);
    const first = unread > 0 && !log?.hasOlder && said.every(({ author }) => isFromStaff(author));
    if (!first || dismissed === conversation.id || last?.body.kind !== "message") return null;
    return { name: last.author.name, text: last.body.text };
  }
  return invitation && !invitation.seen ? { name: config.workspaceName, text: invitation.text } : null;
}
