import type { ApiClient } from "#renderer/platform/http/api.ts";
import { type CallMedia, createCallMedia, type MediaWorld } from "#renderer/platform/media/call-media.ts";
import type { CallLeg, LiveCall } from "#shared/contract/calls.ts";
import { type Call, type SupervisorMode, whoHears } from "#shared/domain/calls/index.ts";
import { type CallsStore, learnCall, legOf } from "./calls-store.ts";
import { createSettleSwitch, isSettled, type SettleSwitch } from "./settle-switch.ts";

/** A call whose sound is at this window. */
export interface CarriedCall {
  readonly media: CallMedia;
  readonly muted: SettleSwitch<boolean>;
  /** A supervisor's. */
  readonly mode: SettleSwitch<SupervisorMode>;
  /** The call is another than before. */
  follow(call: LiveCall, leg: CallLeg): void;
  close(): void;
}

interface CarriedDeps {
  readonly myId: string;
  readonly world: MediaWorld;
  readonly client: Pick<ApiClient, "calls">;
  readonly device: Promise<string>;
  readonly store: CallsStore;
}

/** Who hears whom is the server's decision; asked here only to tell silence from a fault. */
const hearsSomebody = (call: LiveCall, legId: string): boolean => {
  const mine = whoHears(call as unknown as Call)[legId];
  return mine !== undefined && (mine.music || mine.audio.length > 0);
};

/** Brings this window's sound and picture into a call. */
export function carryCall(
  { myId, world, client, device, store }: CarriedDeps,
  first: { readonly call: LiveCall; readonly leg: CallLeg; readonly takesOver: boolean },
): CarriedCall {
  const callId = first.call.id;
  let { call, leg } = first;
  const learnt = (answer: unknown): CallLeg => {
    learnCall(answer, store);
    return legOf(answer as LiveCall, myId) ?? leg;
  };
  const muted = createSettleSwitch<boolean>({
    start: leg.muted,
    safe: true,
    clock: world.clock,
    ask: async (value) => learnt(await client.calls.mute({ callId, muted: value })).muted,
  });
  const mode = createSettleSwitch<SupervisorMode>({
    start: leg.mode ?? "listen",
    safe: "listen",
    clock: world.clock,
    ask: async (value) => learnt(await client.calls.supervise({ callId, mode: value })).mode ?? "listen",
  });

  /** A word goes out only when the server has said who hears it, and that is who it is meant for. */
  function mayBeHeard(): boolean {
    const voice = muted.state.get();
    if (voice.wanted || !isSettled(voice)) return false;
    if (leg.party !== "supervisor") return true;
    const how = mode.state.get();
    return isSettled(how) && how.inForce !== "listen";
  }

  const media = createCallMedia(world, {
    video: call.medium === "video" && leg.party !== "supervisor",
    speaks: mayBeHeard(),
    takesOver: first.takesOver,
    expectsSound: () => hearsSomebody(call, leg.id),
    connect: async (ask) => client.calls.connect({ callId, device: await device, ...ask }),
  });
  const apply = () => media.microphone.let(mayBeHeard());
  const removers = [muted.state.subscribe(apply), mode.state.subscribe(apply)];
  return {
    media,
    muted,
    mode,
    follow(nextCall, nextLeg) {
      const isLost = nextCall.mediaEpoch > call.mediaEpoch;
      call = nextCall;
      leg = nextLeg;
      muted.heard(leg.muted);
      if (leg.mode) mode.heard(leg.mode);
      apply();
      if (isLost) media.link.renew();
    },
    close() {
      for (const remove of removers) remove();
      muted.stop();
      mode.stop();
      media.close();
    },
  };
}
