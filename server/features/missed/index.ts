export { addMissed, type NewMissed } from "./add-missed.ts";
