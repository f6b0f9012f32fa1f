import type { VisitorCall } from "#shared/contract/visitor-calls.ts";
import type { Source } from "#shared/sync/observable.ts";
import { type Api, Refused } from "../api.ts";
import { settled } from "../session.ts";
import type { Keep } from "../storage.ts";
import type { Sent } from "./call-link.ts";
import {
  type CallMedia,
  type CountingPeer,
  createCallMedia,
  type MediaDeps,
  openTracks,
} from "./call-media.ts";
import { type CallState, type Medium, noCall, type Phase, type Trouble } from "./call-state.ts";
import { DeviceFailure } from "./devices.ts";
import { surely } from "./surely.ts";

export interface CallSessionDeps extends Pick<MediaDeps, "devices" | "player" | "later"> {
  readonly api: Pick<
    Api,
    "startCall" | "connectCall" | "muteCall" | "answerRecording" | "leaveCall" | "relays"
  >;
  readonly newPeer: (relays: RTCIceServer[]) => CountingPeer;
  /** Of this tab: it survives a reload, and no other tab has it. */
  readonly memory: Keep;
  readonly newId: () => string;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly language: () => string;
  readonly queue: () => string;
  /** The workspace wants a name that is not known yet. */
  readonly wantsName: () => boolean;
}

/** A customer's call as far as it is in this window; the functions below are what happens to it. */
export interface Here {
  readonly deps: CallSessionDeps;
  readonly state: Source<CallState>;
  /** Calls that are over for him, whatever old news may say. */
  readonly over: Set<string>;
  media: CallMedia | undefined;
  epoch: number;
  /** Grows with every decision of his: what was begun before it is void. */
  round: number;
  /** The newest that was heard of the call. */
  latest: VisitorCall | undefined;
}

export const set = ({ state }: Here, change: Partial<CallState>): void =>
  state.set({ ...state.get(), ...change });

/** Of a call whose media is here. Who has accepted an invitation is not asked again until the server knows of it. */
export const phaseHere = (state: VisitorCall["state"]): Phase =>
  state === "connected" ? "talking" : state === "invited" ? "preparing" : state;

/** Lets microphone, camera and connection go. */
export function release(here: Here): void {
  here.round++;
  here.media?.close();
  here.media = undefined;
  here.deps.player.stop();
  here.deps.memory.set("call", null);
  set(here, { own: null, camera: "off", pictures: [] });
}

/** The call is over, or over for him. */
export function finish(here: Here): void {
  const { phase, connectedAt, medium, agentName, callId } = here.state.get();
  if (callId) here.over.add(callId);
  const wasHere = here.media !== undefined;
  release(here);
  const next = connectedAt !== null ? "ended" : phase === "waiting" ? "missed" : "none";
  const last = { phase: next, medium, agentName, connectedAt, endedAt: here.deps.now() } as const;
  here.state.set(wasHere && next !== "none" ? { ...noCall, ...last } : noCall);
}

const codes: Readonly<Record<string, Trouble>> = { "call.not_offered": "not_offered", "call.busy": "busy" };

function fail(here: Here, error: unknown): void {
  const code = error instanceof Refused ? error.code : "";
  const trouble = error instanceof DeviceFailure ? error.trouble : (codes[code] ?? "failed");
  if (code === "call.over" || code === "call.not_found") finish(here);
  else set(here, { phase: "trouble", trouble });
}

function deviceName({ memory, newId }: CallSessionDeps): string {
  const name = memory.get("device") ?? newId();
  memory.set("device", name);
  return name;
}

/** Where the server lends none in time, the call is tried without. */
async function borrowRelays({ api, wait }: CallSessionDeps): Promise<RTCIceServer[]> {
  const asked = await settled(Promise.race([api.relays(), wait(2_000)]));
  return asked.answer?.servers ?? [];
}

function join(here: Here, call: VisitorCall, sent: Sent, relays: RTCIceServer[]): void {
  const { deps } = here;
  const isVideo = call.medium === "video";
  deps.memory.set("call", call.id);
  here.epoch = call.mediaEpoch;
  set(here, { muted: call.muted, canShareScreen: deps.devices.canShareScreen && isVideo });
  here.media = createCallMedia(
    {
      ...deps,
      newPeer: () => deps.newPeer(relays),
      set: (change) => set(here, change),
      async connect(offer, restart) {
        const input = { device: deviceName(deps), offer, restart };
        return (await deps.api.connectCall(call.id, input)).answer;
      },
      refused(code) {
        if (code !== "call.elsewhere") return finish(here);
        release(here);
        set(here, { phase: "elsewhere", notice: "stillElsewhere" });
      },
    },
    isVideo,
    sent,
    call.muted,
  );
  void here.media.start();
}

interface Entry {
  readonly medium: Medium;
  /** The call that microphone and camera were opened for. */
  readonly enter: () => Promise<VisitorCall>;
  /** It is his own: nobody shall be rung for one that he has cancelled meanwhile. */
  readonly isOwn: boolean;
}

/** Opens microphone and camera, enters the call and brings them into it; `entered` with the call. */
export async function prepare(
  here: Here,
  { medium, enter, isOwn }: Entry,
  entered: (call: VisitorCall) => void,
): Promise<void> {
  const { api, devices, player, wait } = here.deps;
  const mine = ++here.round;
  player.ring(false);
  const borrowed = borrowRelays(here.deps);
  const opened = await settled(openTracks(devices, medium));
  if (!opened.answer) return mine === here.round ? fail(here, opened.error) : undefined;
  const sent = opened.answer;
  const { answer: call, error } = mine === here.round ? await settled(enter()) : { error: null };
  const relays = await borrowed;
  if (call && mine === here.round) {
    set(here, { callId: call.id, notice: sent.cameraFailed ? "noCamera" : null });
    join(here, call, sent, relays);
    return entered(call);
  }
  sent.audio.stop();
  sent.video?.stop();
  if (mine === here.round) fail(here, error);
  else if (call && isOwn) await surely(() => api.leaveCall(call.id), wait).catch(() => {});
}
