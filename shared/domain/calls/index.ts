export * from "./call.ts";
export * from "./change-call.ts";
export * from "./who-hears.ts";
