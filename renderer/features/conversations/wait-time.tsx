import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration, exactTime } from "#renderer/platform/i18n/times.ts";
import { WarmBar } from "#renderer/ui/signs.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./lists.module.css";

/** Until the routing area brings targets per queue: answer within a minute, write again within three. */
const targetMs = { waiting: 60_000, idle: 180_000 };

/** Since when this conversation waits for us: for an agent, or for the next answer; undefined when the customer's turn. */
export function waitsSince(one: Conversation): { since: number; target: number } | undefined {
  if (one.state === "waiting")
    return { since: Date.parse(one.waitingSince ?? one.createdAt), target: targetMs.waiting };
  if (one.state !== "assigned" || one.lastMessage?.authorKind !== "customer") return undefined;
  return { since: Date.parse(one.lastMessage.at), target: targetMs.idle };
}

/** The time somebody waits, ticking; quiet when nobody does. */
export function WaitTime({ conversation }: { conversation: Conversation }) {
  useSecond();
  const { sync } = useDesk();
  const waits = waitsSince(conversation);
  const since = waits?.since ?? Date.parse(conversation.lastMessage?.at ?? conversation.createdAt);
  const ms = sync.serverNow() - since;
  const share = waits ? ms / waits.target : 0;
  const warm = share >= 1 ? "red" : share >= 0.5 ? "amber" : undefined;
  return (
    <span className={`${classes.when} numbers`} data-warm={warm} title={exactTime(since)}>
      {duration(ms)}
    </span>
  );
}

/** The same as a bar that warms up. */
export function WaitBar({ conversation }: { conversation: Conversation }) {
  useSecond();
  const { sync } = useDesk();
  const waits = waitsSince(conversation);
  return (
    <span className={classes.warm}>
      {waits ? <WarmBar share={(sync.serverNow() - waits.since) / waits.target} /> : null}
    </span>
  );
}
