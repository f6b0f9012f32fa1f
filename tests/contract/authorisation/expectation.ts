import type { ErrorCode } from "#shared/errors/catalogue.ts";
import type { Access, Permission } from "#shared/permissions/catalogue.ts";
import type { Input } from "../../matrix/call.ts";
import type { Floor } from "../../matrix/floor.ts";
import type { Kind, Relation } from "./reference.ts";

/** What may be answered to whom may do it: 200, or a code by which nothing was denied. */
export type Fine = 200 | ErrorCode;

/** What is expected of a procedure, said apart from the contract and from the code. */
export interface Expectation {
  readonly access: Access;
  /** What its ids name; absent: it is about oneself, the whole workspace, or a list. */
  readonly kind?: Kind;
  input(id: string, floor: Floor): Input | Promise<Input>;
  readonly fine: readonly Fine[];
  /** The code of a thing that is not there, or not for him. */
  readonly hidden?: ErrorCode;
  /** By which permissions such a thing is seen, when it is not the procedure's own. */
  readonly seenBy?: readonly Permission[];
  /** Answers of whom sees the thing and may not do this with it. */
  readonly refused?: readonly Fine[];
  /** Only these; absent: every way in which a thing can stand to somebody. */
  readonly relations?: readonly Relation[];
  /** Ends or changes the asking session: asked by another one. */
  readonly ownSession?: true;
}

/** About oneself or the whole workspace. */
export const plain = (access: Access, input: Input, ...fine: Fine[]): Expectation => ({
  access,
  input: () => input,
  fine: fine.length > 0 ? fine : [200],
});

/** About one thing. */
export const about = (
  kind: Kind,
  access: Access,
  input: Expectation["input"],
  ...fine: Fine[]
): Expectation => ({
  access,
  kind,
  input,
  fine: fine.length > 0 ? fine : [200],
  hidden: hiddenBy[kind],
});

const hiddenBy: Readonly<Record<Kind, ErrorCode>> = {
  user: "user.not_found",
  group: "group.not_found",
  queue: "queue.not_found",
  skill: "skill.not_found",
  conversation: "conversation.not_found",
  waiting: "conversation.not_found",
  customer: "customer.not_found",
  offer: "offer.not_found",
  invitation: "invitation.not_found",
  role: "role.not_found",
  assistant: "assistant.not_found",
  siteInvitation: "site_invitation.not_found",
  disposition: "disposition.not_found",
  tag: "tag.not_found",
  topicSet: "topic_set.not_found",
  topic: "topic.not_found",
  trigger: "trigger.not_found",
  missed: "missed.not_found",
  call: "call.not_found",
  watched: "conversation.not_found",
  session: "request.not_found",
};
