import { guarded } from "#server/platform/http/guard.ts";
import { createSweep } from "#server/platform/sweep.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { type Called, callColleague, consultOneOf } from "./call-colleague.ts";
import { callRows, legOfUser } from "./call-rows.ts";
import { connectMedia } from "./connect-media.ts";
import type { CallDeps } from "./deps.ts";
import { createReports, keepStats, reconcile } from "./media-news.ts";
import { catchUp, freeFromLostNodes, renewNode } from "./media-nodes.ts";
import { createMeters } from "./meters.ts";
import { liveOf } from "./monitor-live.ts";
import { recordingNews } from "./recording-news.ts";
import { revokeCalls } from "./revoke.ts";
import {
  checkStanding,
  consultColleague,
  dropParty,
  endForAll,
  leaveCall,
  mineOf,
  muteSelf,
  ownCall,
  placeParty,
  recordCall,
  swapParties,
} from "./staff-calls.ts";
import { startVideo } from "./start-video.ts";
import { superviseCall, takeOverCall } from "./supervise.ts";
import { endLeftToPhones, retryUnsure, sweepCalls } from "./sweep-calls.ts";
import { registerTellers } from "./tell-calls.ts";
import { createTrials } from "./try-connection.ts";
import {
  answerRecording,
  connectAsVisitor,
  currentOf,
  leaveAsVisitor,
  muteAsVisitor,
  startCall,
} from "./visitor-calls.ts";

export type { Called } from "./call-colleague.ts";
export { createCallMedia, type OpenEngine } from "./call-media.ts";
export { type CallRow, callRows, findCall } from "./call-rows.ts";
export { authorOf, changeByItself, changeCall } from "./change-call.ts";
export type { CallDeps } from "./deps.ts";
export { renewNode } from "./media-nodes.ts";
export { hasHandsFree, isCallableSql, isPresentSql } from "./reachable.ts";
export { showCallsAnew } from "./show-anew.ts";
export { ownCall, seenBy } from "./staff-calls.ts";
export { insertCall } from "./visitor-calls.ts";

/** A leg that is overdue is let go this often, ms. */
const sweepMs = 1_000;
/** An engine that does not come holds up nobody's end longer than this, ms. */
const firstLookMs = 15_000;
/** Rights are looked at anew, and the engine's calls compared with ours, this often, ms. */
const lookMs = 3_000;

function staffProcedures(deps: CallDeps, trials: ReturnType<typeof createTrials>) {
  const on = guarded.calls;
  return {
    mine: on.mine.handler(({ context }) => mineOf(deps, context.user())),
    connect: on.connect.handler(async ({ context, input }) => {
      const actor = context.user();
      checkStanding(actor);
      await ownCall(deps, actor, input.callId);
      return (await connectMedia(deps, input, ({ call }) => legOfUser(call, actor.id))) as never;
    }),
    tryOut: on.tryOut.handler(async ({ context, input }) => {
      checkStanding(context.user());
      return { answer: await trials.open(input.offer) };
    }),
    leave: on.leave.handler(({ context, input }) => leaveCall(deps, context.user(), input.callId)),
    mute: on.mute.handler(({ context, input }) => muteSelf(deps, context.user(), input.callId, input.muted)),
    place: on.place.handler(({ context, input }) => placeParty(deps, context.user(), input)),
    swap: on.swap.handler(({ context, input }) =>
      swapParties(deps, context.user(), input.callId, input.talkWith),
    ),
    consult: on.consult.handler(({ context, input }) =>
      consultColleague(deps, context.user(), input.callId, input.userId),
    ),
    drop: on.drop.handler(({ context, input }) => dropParty(deps, context.user(), input.callId, input.legId)),
    end: on.end.handler(({ context, input }) => endForAll(deps, context.user(), input.callId)),
    record: on.record.handler(({ context, input }) =>
      recordCall(deps, context.user(), input.callId, input.on),
    ),
    startVideo: on.startVideo.handler(({ context, input }) =>
      startVideo(deps, context.user(), input.conversationId),
    ),
    supervise: on.supervise.handler(({ context, input }) => superviseCall(deps, context.user(), input)),
    takeOver: on.takeOver.handler(({ context, input }) => takeOverCall(deps, context.user(), input.callId)),
  };
}

function visitorProcedures(deps: CallDeps) {
  const on = guarded.visitor;
  return {
    startCall: on.startCall.handler(({ context, input }) => startCall(deps, context.visitor(), input)),
    currentCall: on.currentCall.handler(({ context }) => currentOf(deps, context.visitor())),
    connectCall: on.connectCall.handler(
      async ({ context, input }) => (await connectAsVisitor(deps, context.visitor(), input)) as never,
    ),
    muteCall: on.muteCall.handler(({ context, input }) =>
      muteAsVisitor(deps, context.visitor(), input.callId, input.muted),
    ),
    answerRecording: on.answerRecording.handler(({ context, input }) =>
      answerRecording(deps, context.visitor(), input.callId, input.agreed),
    ),
    leaveCall: on.leaveCall.handler(({ context, input }) =>
      leaveAsVisitor(deps, context.visitor(), input.callId),
    ),
  };
}

/** Calls: who is in them, who hears whom, and what becomes of them. The media engine only moves packets. */
export function createCallsFeature(deps: CallDeps) {
  registerTellers(deps);
  const meters = createMeters(deps);
  const warn = (what: string) => (error: unknown) =>
    deps.log.warn({ err: error }, `${what}; it is looked at again`);
  const reports = createReports(deps);
  const trials = createTrials(deps.media.ready, deps.log);
  const compare = async (): Promise<void> => {
    const there = await deps.media.states();
    if (there) await reconcile(deps, trials.leftOutOf(there));
  };
  deps.media.listen({
    legState: reports.told,
    levels: (callId, levels) => meters.tell(callId, levels),
    measured: (callId, stats) => keepStats(deps, callId, stats),
    recording: recordingNews(deps),
    ready: () => void compare().catch(warn("calls could not be compared with the engine's")),
  });
  /** When nobody is let go yet: how legs stand was written before this server was there, and the engine knows it better. */
  let isUnknownUntil = Number.POSITIVE_INFINITY;
  const sweep = createSweep({
    everyMs: sweepMs,
    log: deps.log,
    what: "calls",
    run: async () => (Date.now() < isUnknownUntil ? undefined : sweepCalls(deps)),
  });
  const look = createSweep({
    everyMs: lookMs,
    log: deps.log,
    what: "rights and media of calls",
    async run() {
      const [live] = await callRows(deps.pool, "k.ended_at is null and k.media_node = $1 limit 1", [
        deps.media.node,
      ]);
      // Calls from before a restart: their engine is looked for.
      if (live) await deps.media.ready();
      await freeFromLostNodes(deps);
      await revokeCalls(deps);
      await retryUnsure(deps);
      await endLeftToPhones(deps);
      if (live) await catchUp(deps);
      await compare();
      isUnknownUntil = 0;
    },
  });
  // By itself: whatever holds the others up, this server is there.
  const alive = createSweep({
    everyMs: lookMs,
    log: deps.log,
    what: "that the engine of calls is there",
    run: () => renewNode(deps),
  });
  return {
    procedures: {
      calls: staffProcedures(deps, trials),
      monitor: { live: guarded.monitor.live.handler(({ context }) => liveOf(deps, context.user())) },
    },
    visitorProcedures: visitorProcedures(deps),
    callColleague: (actor: Actor, called: Called) => callColleague(deps, actor, called),
    consultOneOf: (actor: Actor, callId: string, whom: Omit<Called, "clientId">) =>
      consultOneOf(deps, actor, callId, whom),
    service: {
      start(): void {
        void renewNode(deps).catch(warn("that the engine is there could not be said"));
        isUnknownUntil = Date.now() + firstLookMs;
        sweep.start();
        look.start();
        alive.start();
      },
      async stop(): Promise<void> {
        await sweep.stop();
        await look.stop();
        await alive.stop();
        trials.stop();
        await reports.settled();
        await deps.media.stop();
      },
    },
  };
}
