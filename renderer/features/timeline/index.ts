export { Timeline } from "./timeline.tsx";
export { Transcript } from "./transcript.tsx";
