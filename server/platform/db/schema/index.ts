export * from "./accounts.ts";
export * from "./conversations.ts";
export * from "./files.ts";
export * from "./queue-members.ts";
export * from "./routing.ts";
export * from "./workspaces.ts";
