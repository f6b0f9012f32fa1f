export { HowRoutedButton } from "./how-routed.tsx";
export type { Mends } from "./mends.ts";
export { openHowRouted, openWhyNoWork, useHowRouted, useWhyNoWork } from "./open-why.ts";
export { WhyNoWork } from "./why-no-work.tsx";
export { ConversationRouting } from "./why-waiting.tsx";
