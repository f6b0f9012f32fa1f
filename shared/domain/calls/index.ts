export * from "./call.ts";
export * from "./change-call.ts";
export * from "./customer-view.ts";
export * from "./mos.ts";
export * from "./recording.ts";
export * from "./telephones.ts";
export * from "./who-hears.ts";
export * from "./who-is-recorded.ts";
