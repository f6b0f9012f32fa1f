export type { Mends } from "./mends.ts";
export { openWhyNoWork, useWhyNoWork } from "./open-why.ts";
export { WhyNoWork } from "./why-no-work.tsx";
export { WhyWaiting } from "./why-waiting.tsx";
