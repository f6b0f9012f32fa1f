export { PersonStatus } from "./person-status.tsx";
export { StatusMenu } from "./status-menu.tsx";
export { feedStatus } from "./status-store.ts";
export { isHeardHere, useMedia } from "./use-media.ts";
export { useStatus } from "./use-status.ts";
export { useStatusCommands } from "./use-status-commands.tsx";
