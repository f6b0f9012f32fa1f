import { createKeep } from "../storage.ts";
import type { CallSessionDeps } from "./call-here.ts";
import { createCallSession } from "./call-session.ts";
import { createDevices } from "./devices.ts";
import { framesIn } from "./pictures.ts";
import { createPlayer } from "./player.ts";

export { CallPanel } from "./ui/call-panel.tsx";

type Given = Pick<CallSessionDeps, "api" | "wantsName" | "language" | "queue"> & {
  readonly workspace: string;
  readonly mayRing: () => boolean;
};

/** Everything that a call needs of the browser; loaded when somebody calls. */
export const openCalls = ({ workspace, mayRing, ...given }: Given) =>
  createCallSession({
    ...given,
    memory: createKeep(`${workspace}:call`, () => window.sessionStorage),
    devices: createDevices(),
    player: createPlayer(mayRing),
    newPeer(iceServers) {
      const peer = new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers });
      return Object.assign(peer, { frames: () => framesIn(peer) });
    },
    later(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    newId: () => crypto.randomUUID(),
    now: Date.now,
  });
