export { announceAskedIn, askerOf } from "./announce-asked-in.ts";
export { AskedInCards } from "./asked-in-cards.tsx";
export { CallDock } from "./call-dock.tsx";
export { learnCall } from "./calls-store.ts";
export { DeviceCard } from "./device-card.tsx";
export { callCarrier, startCalls } from "./start-calls.ts";
export { StartVideo } from "./start-video.tsx";
export { SuperviseFrame } from "./supervise-frame.tsx";
export { VideoPane } from "./video-pane.tsx";
