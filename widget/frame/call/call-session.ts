import type { VisitorCall } from "#shared/contract/visitor-calls.ts";
import { createSource, type Observable } from "#shared/sync/observable.ts";
import { settled } from "../session.ts";
import { type CallSessionDeps, finish, type Here, phaseHere, prepare, set } from "./call-here.ts";
import { type CallState, isOn, type Medium, noCall } from "./call-state.ts";
import { surely } from "./surely.ts";

export interface CallSession {
  readonly state: Observable<CallState>;
  /** `name`: as he has told it already; empty: he has not. `typed`: what he has begun to write since he clicked. */
  start(medium: Medium, name?: string, typed?: string): void;
  /** The name that was asked for. */
  named(name: string): void;
  /** The server's word: the call as it is, or that there is none. */
  heard(call: VisitorCall | null): void;
  /** Accepts an invitation, tries again what did not work, takes a call over into this window. */
  enter(): void;
  /** Hangs up, cancels, declines. */
  leave(): void;
  mute(muted: boolean): void;
  /** Whether the call may be recorded. */
  answer(agreed: boolean): void;
  camera(on: boolean): void;
  share(on: boolean): void;
  /** The click that the browser wants before it plays anything. */
  hear(): void;
  dismiss(): void;
  networkChanged(): void;
}

/** One customer's calls in this window: asks the server, keeps the media, and says how things stand. */
export function createCallSession(deps: CallSessionDeps): CallSession {
  const state = createSource(noCall);
  const here: Here = {
    ...{ deps, state, over: new Set<string>(), epoch: 0, round: 0 },
    ...{ media: undefined, latest: undefined },
  };
  const read = state.get;
  return {
    state,
    start(medium, name = "", typed = "") {
      if (isOn(read()) || read().phase === "preparing") return;
      if (name.trim()) deps.memory.set("name", name.trim());
      if (deps.wantsName() && !deps.memory.get("name"))
        state.set({ ...noCall, phase: "asking", medium, typed });
      else begin(here, medium);
    },
    named(name) {
      deps.memory.set("name", name);
      begin(here, read().medium);
    },
    heard: (call) => hear(here, call),
    enter() {
      const { medium, callId } = read();
      if (callId && here.latest?.id === callId) enter(here, here.latest);
      else begin(here, medium);
    },
    leave() {
      const { callId, phase } = read();
      finish(here);
      if (phase === "waiting") state.set(noCall);
      if (callId) void surely(() => deps.api.leaveCall(callId), deps.wait).catch(() => {});
    },
    mute: (muted) => void mute(here, muted),
    answer: (agreed) => void answer(here, agreed),
    camera: (on) => void here.media?.setCamera(on),
    share: (on) => void here.media?.share(on),
    hear: () => void deps.player.resume().then((isHeard) => set(here, { isSilent: !isHeard })),
    dismiss() {
      if (read().notice) set(here, { notice: null });
      else if (!isOn(read())) state.set(noCall);
    },
    networkChanged: () => void here.media?.restart(),
  };
}

function begin(here: Here, medium: Medium): void {
  const { api, memory, newId, queue, language, wait } = here.deps;
  here.state.set({ ...noCall, phase: "preparing", medium });
  const [name, page] = [memory.get("name"), queue()];
  const input = {
    clientId: newId(),
    medium,
    language: language(),
    ...(name ? { name } : {}),
    ...(page ? { queue: page } : {}),
  };
  const start = () => surely(() => api.startCall(input as never), wait);
  void prepare(here, { medium, enter: start, isOwn: true }, (call) =>
    // It may have been over before its beginning was heard of.
    hear(here, here.over.has(call.id) ? { ...call, state: "ended" } : call),
  );
}

/** Brings the media of a call that goes on into this window. */
function enter(here: Here, call: VisitorCall): void {
  set(here, { phase: "preparing", trouble: null, notice: null });
  const newest = async () => here.latest ?? call;
  void prepare(here, { medium: call.medium, enter: newest, isOwn: false }, (now) => hear(here, now));
}

function hear(here: Here, call: VisitorCall | null): void {
  if (!call || call.state === "ended") {
    hearEnd(here, call?.id);
    return;
  }
  const { callId, phase } = here.state.get();
  // Old news of a call that he has left, or of another one while he is in one.
  if (here.over.has(call.id) || (callId && callId !== call.id && here.media)) return;
  if (here.latest?.id === call.id && here.latest.version > call.version) return;
  here.latest = call;
  show(here, call);
  if (here.media) {
    set(here, { phase: phaseHere(call.state) });
    if (call.mediaEpoch > here.epoch) void here.media.renew();
    here.epoch = Math.max(here.epoch, call.mediaEpoch);
  } else if (phase !== "preparing" && phase !== "trouble") arrive(here, call);
}

/** Of one call, or of whichever there was. */
function hearEnd(here: Here, ended: string | undefined): void {
  const { callId } = here.state.get();
  if (ended) here.over.add(ended);
  if (callId && (!ended || ended === callId)) finish(here);
}

function show(
  here: Here,
  { id, conversationId, medium, agentName, connectedAt, recording }: VisitorCall,
): void {
  const before = here.state.get();
  const known = before.callId === id ? before.connectedAt : null;
  // His clock may be behind the server's.
  const since = connectedAt ? Math.min(here.deps.now(), Date.parse(connectedAt)) : null;
  const facts = { callId: id, conversationId, medium, agentName, recording };
  set(here, { ...facts, connectedAt: known ?? since, endedAt: null });
}

/** News of a call that this window has no media of. */
function arrive(here: Here, call: VisitorCall): void {
  const { memory, player } = here.deps;
  if (memory.get("call") === call.id) enter(here, call);
  else {
    set(here, { phase: call.state === "invited" ? "invited" : "elsewhere" });
    player.ring(call.state === "invited");
  }
}

async function mute(here: Here, muted: boolean): Promise<void> {
  const { api, wait } = here.deps;
  const { callId } = here.state.get();
  if (!callId) return;
  // Silent at once, whatever the server says; heard again only when it has said so.
  if (muted) here.media?.setMuted(true);
  set(here, { muted, notice: null });
  const { error } = await settled(surely(() => api.muteCall(callId, muted), wait));
  const now: CallState = here.state.get();
  if (now.callId !== callId || now.muted !== muted) return;
  if (!error) here.media?.setMuted(muted);
  else if (!muted) set(here, { muted: true, notice: "muteFailed" });
}

async function answer(here: Here, agreed: boolean): Promise<void> {
  const { api, wait } = here.deps;
  const { callId } = here.state.get();
  if (!callId) return;
  set(here, { notice: null });
  const { answer: call, error } = await settled(surely(() => api.answerRecording(callId, agreed), wait));
  if (call) hear(here, call);
  else if (error && here.state.get().callId === callId) set(here, { notice: "answerFailed" });
}
