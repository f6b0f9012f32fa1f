import type { NewsSource } from "#renderer/platform/socket/news-gate.ts";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";

interface WhisperAnnouncer {
  readonly myId: string;
  /** It is said to oneself: the conversation is one's own. */
  readonly isMine: (conversationId: string) => boolean;
  readonly announce: (whisper: ConversationEvent, text: string) => void;
}

/** Announces what a supervisor who watches says to one, once, however often it is told. */
export function announceWhispers(
  news: Pick<NewsSource, "on">,
  { myId, isMine, announce }: WhisperAnnouncer,
): () => void {
  const announced = new Set<string>();
  return news.on("event.appended", (event) => {
    const { conversationId, seq, author, body } = event;
    if (body.kind !== "note" || !body.whisper || author.id === myId || !isMine(conversationId)) return;
    const key = `${conversationId} ${seq}`;
    if (announced.has(key)) return;
    announced.add(key);
    announce(event, body.text);
  });
}
