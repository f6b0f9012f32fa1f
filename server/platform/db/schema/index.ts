export * from "./accounts.ts";
export * from "./activity.ts";
export * from "./conversations.ts";
export * from "./files.ts";
export * from "./people.ts";
export * from "./queue-members.ts";
export * from "./routing.ts";
export * from "./workspaces.ts";
