/** Names of rooms: who is entitled to hear. Joined by the server alone. */
export const rooms = {
  user: (id: string) => `user:${id}`,
  /** Staff who look at a conversation. */
  conversation: (id: string) => `conversation:${id}`,
  /** Members of a queue who may see what waits in it. */
  queue: (id: string) => `queue:${id}`,
  /** Those who may see everything that waits in a workspace. */
  waiting: (workspaceId: string) => `waiting:${workspaceId}`,
  /** Everybody of the workspace who may see colleagues. */
  colleagues: (workspaceId: string) => `colleagues:${workspaceId}`,
  customer: (id: string) => `customer:${id}`,
} as const;
