export { announceWhispers } from "./announce-whispers.ts";
export { LiveTable } from "./live-table.tsx";
export { WatchSheet } from "./watch-sheet.tsx";
