/** The SQL of "some device of his keeps its lease"; `user` is an expression for his id. */
export const presentSql = (user: string): string =>
  `exists (select 1 from presence_leases l where l.user_id = ${user} and l.until > now())`;
