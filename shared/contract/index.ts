import { conversations, customers, offers } from "./conversations.ts";
import { files } from "./files.ts";
import { directory, session, status } from "./session.ts";
import { visitor, widget } from "./widget.ts";

export * from "./conversation-events.ts";
export * from "./conversations.ts";
export * from "./files.ts";
export * from "./ids.ts";
export * from "./procedure.ts";
export * from "./session.ts";
export * from "./socket.ts";
export * from "./text.ts";
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
};
export type Contract = typeof contract;
