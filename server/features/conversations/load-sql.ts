import { secondsPerPriority } from "#shared/domain/routing/index.ts";

/** The SQL form of `urgencyOf()` for a waiting conversation `c`, the higher goes first; as of any one moment. */
export const urgencySql = (c: string): string =>
  `(${c}.priority * ${secondsPerPriority} - extract(epoch from ${c}.waiting_since))`;

/**
 * The SQL form of `weighs()` in `shared/domain/routing`: a conversation `c` of a workspace `w` counts for its agent's
 * load. Parked ones do not, nor do chats in which nobody has written for as long as the workspace says.
 */
export const weighsSql = (c: string, w: string): string => {
  const idle = `coalesce((${w}.settings->'routing'->>'idleChatSeconds')::int, 0)`;
  return `(${c}.parked_until is null and (${c}.medium <> 'chat' or ${idle} = 0
    or greatest(${c}.last_message_at, ${c}.assigned_at) > now() - make_interval(secs => ${idle})))`;
};
