export { announceHelp } from "./announce-help.ts";
export { feedHelp } from "./feed-help.ts";
export { HelpButton } from "./help-button.tsx";
