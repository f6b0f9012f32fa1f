export { feedMissed } from "./feed-missed.ts";
export { MissedList } from "./missed-list.tsx";
