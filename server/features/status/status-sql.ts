import type { Medium } from "#shared/domain/media.ts";

/** The SQL of "some device of his keeps its lease"; `user` is an expression for his id. */
export const presentSql = (user: string): string =>
  `exists (select 1 from presence_leases l where l.user_id = ${user} and l.until > now())`;

/** The SQL form of `isRoutable`, for a row of `agent_status` named by `alias`. */
export const routableSql = (alias: string): string =>
  `(${alias}.status = 'ready' and coalesce(${alias}.next->>'status' = 'ready', true) and ${presentSql(`${alias}.user_id`)})`;

/** The SQL form of `takesMedium`: some device of his that is connected now has it switched on. */
export const takesMediumSql = (medium: Medium, user: string): string =>
  `exists (select 1 from presence_leases l left join device_media d on d.user_id = l.user_id and d.device_id = l.device_id
     where l.user_id = ${user} and l.until > now() and coalesce(d.${medium}, true))`;

/** He has conversations in hand; those he has parked leave him free. */
const servingSql = (user: string) =>
  `exists (select 1 from conversations c where c.assignee_id = ${user} and c.state = 'assigned' and c.parked_until is null)`;
const wrappingSql = (user: string) =>
  `exists (select 1 from wrap_ups w where w.user_id = ${user} and w.ended_at is null)`;

/** The SQL form of `isBusy`: a next status waits while this is so. */
export const busySql = (user: string): string => `(${servingSql(user)} or ${wrappingSql(user)})`;

/** The SQL form of `activityOf`. */
export const activitySql = (user: string): string =>
  `case when ${servingSql(user)} then 'in_service' when ${wrappingSql(user)} then 'wrap_up'
     when exists (select 1 from offers o where o.user_id = ${user} and o.state = 'open' and o.expires_at > now()) then 'offered'
     else 'idle' end`;
