export { HowRoutedButton } from "./how-routed.tsx";
export type { Mends } from "./mends.ts";
export { openHowRouted, openWhoWaits, openWhyNoWork, useHowRouted, useWhyNoWork } from "./open-why.ts";
export { useWatchesWaiting, WhoWaits } from "./who-waits.tsx";
export { WhyNoWork } from "./why-no-work.tsx";
export { ConversationRouting } from "./why-waiting.tsx";
