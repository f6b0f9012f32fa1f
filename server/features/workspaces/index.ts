export { createWorkspace, type MadeWorkspace, WorkspaceRefused } from "./create-workspace.ts";
