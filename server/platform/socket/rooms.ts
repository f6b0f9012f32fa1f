/** Names of rooms: who is entitled to hear. Joined by the server alone. */
export const rooms = {
  user: (id: string) => `user:${id}`,
  /** Staff who look at a conversation. */
  conversation: (id: string) => `conversation:${id}`,
  /** Members of a queue who may see what waits in it. */
  queue: (id: string) => `queue:${id}`,
  /** Those who may see everything that waits in a workspace. */
  waiting: (workspaceId: string) => `waiting:${workspaceId}`,
  /** Those who may see all conversations of a workspace, or of a queue: what assistants have is on their list. */
  seeing: (workspaceId: string) => `seeing:${workspaceId}`,
  seeingQueue: (id: string) => `seeing-queue:${id}`,
  /** Everybody of the workspace who may see colleagues. */
  colleagues: (workspaceId: string) => `colleagues:${workspaceId}`,
  /** Those who may take conversations of a workspace, of a queue, or of the people of a group that they lead. */
  taking: (workspaceId: string) => `taking:${workspaceId}`,
  takingQueue: (id: string) => `taking-queue:${id}`,
  takingGroup: (id: string) => `taking-group:${id}`,
  /** Those who hear requests for help: of a whole workspace, of a queue, or of a group that they lead. */
  assisting: (workspaceId: string) => `assisting:${workspaceId}`,
  assistingQueue: (id: string) => `assisting-queue:${id}`,
  assistingGroup: (id: string) => `assisting-group:${id}`,
  customer: (id: string) => `customer:${id}`,
} as const;
