/** A supervisor who watches a conversation, and what he says to its agent. */
export const enWatching = {
  watching: {
    whisper: "Whisper to the agent",
    open: "Watch",
    openOf: "Watch the conversation with {{name}}",
    title: "{{customer}} with {{name}}",
    close: "Stop watching",
    to: "Whisper to {{name}}",
    hint: "Only the agent sees it, at once; the customer never does. Enter sends.",
    empty: "Write something first.",
    send: "Whisper",
    over: "This conversation is over, or is no longer yours to watch.",
    beside: "Beside whom you are",
    besideOf: "Beside {{name}}",
    frameOf: "{{name}} alone hears you",
    says: "{{name}} whispers",
  },
};
