/** He has conversations in hand; those he has parked leave him free. */
const servingSql = (user: string) =>
  `exists (select 1 from conversations c where c.assignee_id = ${user} and c.state = 'assigned' and c.parked_until is null)`;
const wrappingSql = (user: string) =>
  `exists (select 1 from wrap_ups w where w.user_id = ${user} and w.ended_at is null)`;

/** The SQL form of `isBusy`: a next status waits while this is so. */
export const busySql = (user: string): string => `(${servingSql(user)} or ${wrappingSql(user)})`;

/** What he is doing: a conversation counts before its after-work, both before a ringing offer. */
export const activitySql = (user: string): string =>
  `case when ${servingSql(user)} then 'in_service' when ${wrappingSql(user)} then 'wrap_up'
     when exists (select 1 from offers o where o.user_id = ${user} and o.state = 'open' and o.expires_at > now()) then 'offered'
     else 'idle' end`;
