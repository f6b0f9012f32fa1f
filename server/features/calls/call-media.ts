import type { Logger } from "pino";
import {
  type CallLevels,
  type LegStates,
  type LegStats,
  type MediaEngine,
  type MediaEngineEvents,
  MediaRefusal,
  type Sound,
} from "#server/media/media-engine.ts";
import { NoAnswer, type OtherServers } from "#server/platform/socket/index.ts";
import { picturedAs, recordedAs, whoHears } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { CallRow } from "./call-rows.ts";
import { createRecordingKeeper, type RecordingNews } from "./keep-recording.ts";

/** Opens the engine of this machine: adopts the one that runs, or starts one. */
export type OpenEngine = (
  events: MediaEngineEvents & { lost(): void; ready(calls: readonly string[]): void },
) => Promise<MediaEngine>;

interface Given {
  readonly log: Logger;
  /** The name of the engine that `open` finds: the same after every restart. */
  readonly node: string;
  readonly open: OpenEngine;
  /** Where the folder of a recording lies on this machine. */
  readonly recordingAt: (folder: string) => string;
  /** The servers whose engines have other calls. */
  readonly others: OtherServers;
}

/** What one server asks of the other that has a call's engine. */
type Asked =
  | { readonly what: "apply"; readonly row: Recorded }
  | ({ readonly what: "connect"; readonly row: Placed; readonly legId: string } & Offered);
/** Null: the engine did not do it. */
type Told = { readonly answer: string } | null;

type Recorded = Pick<CallRow, "call" | "recording">;
/** A call in its engine. */
type Placed = Pick<CallRow, "call" | "medium" | "mediaNode">;
interface Offered {
  readonly offer: string;
  readonly restart: boolean;
}

/** What the call service hears of the engine. */
export interface MediaNews {
  readonly legState: MediaEngineEvents["legState"];
  /** An engine answers: perhaps not the one from before. */
  readonly ready: () => void;
  readonly levels: (callId: string, levels: CallLevels) => void;
  /** Figures of legs that are about to go. */
  readonly measured: (callId: string, stats: Readonly<Record<string, LegStats>>) => Promise<void>;
  readonly recording: RecordingNews;
}

/** Keeps the figures of those who go: afterwards nobody knows them. They are worth less than the end itself. */
async function measure(
  there: MediaEngine,
  { id, legs, cause }: CallRow["call"],
  { log, measured }: Pick<Given, "log"> & { readonly measured: MediaNews["measured"] | undefined },
): Promise<void> {
  try {
    const stats = await there.stats(id);
    const going = legs.filter((leg) => stats[leg.id] && (cause !== null || leg.state === "gone"));
    if (going.length === 0) return;
    const figures = Object.fromEntries(going.map(({ id: legId }) => [legId, stats[legId] as LegStats]));
    await measured?.(id, figures);
  } catch (error) {
    log.warn({ err: error, callId: id }, "how a call sounded could not be kept");
  }
}

/**
 * The media engine as the call service has it: opened when the first call needs it, since most servers of a test and many
 * of small companies never carry one.
 */
export function createCallMedia({ log, node, open, others, recordingAt }: Given) {
  let opening: Promise<MediaEngine> | undefined;
  let news: MediaNews | undefined;
  let keyPressed: (callId: string, legId: string, key: string) => void = () => {};

  function engine(): Promise<MediaEngine> {
    opening ??= open({
      legState: (callId, legId, state) => news?.legState(callId, legId, state),
      levels: (callId, levels) => news?.levels(callId, levels),
      key: (callId, legId, key) => keyPressed(callId, legId, key),
      recordingFailed: (callId, reason) => news?.recording.failed(callId, reason),
      lost: () => log.warn("the media engine is gone; another one is being started"),
      ready: () => news?.ready(),
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  const refused = (error: unknown): never => {
    if (!(error instanceof MediaRefusal)) throw error;
    log.warn({ err: error }, "the media engine refused");
    return fail("call.media_failed");
  };

  const unsure = new Set<string>();

  const keepRecording = createRecordingKeeper({ node, folderOf: recordingAt, news: () => news?.recording });

  async function putInForce(there: MediaEngine, { call, recording }: Recorded): Promise<void> {
    // First of all nobody hears any more whom he must not; of a call that is over nobody hears anybody.
    const voices = recording?.state === "recording" ? recordedAs(call) : {};
    const pictures = recording?.state === "recording" && recording.pictures ? picturedAs(call) : {};
    await there.setRouting(call.id, call.version, whoHears(call), voices, pictures);
    await measure(there, call, { log, measured: news?.measured });
    if (call.cause !== null) {
      await there.endCall(call.id);
      return;
    }
    for (const leg of call.legs) if (leg.state === "gone") await there.removeLeg(call.id, leg.id);
    // The meter of what the customer really hears is for supervisors alone.
    await there.watchLevels(
      call.id,
      call.legs.some((leg) => leg.party === "supervisor" && leg.state === "joined"),
    );
    // A disk that hangs holds up nobody's call. A pause is in force already: no voice is named to be recorded.
    void keepRecording(there, { call, recording }).catch((error: unknown) => {
      log.warn({ err: error, callId: call.id }, "a recording is not as it should be; it is tried again");
      unsure.add(call.id);
    });
  }

  /** What is in force here, by call: its version. */
  const inForce = new Map<string, number>();

  async function applyHere({ call, recording }: Recorded): Promise<void> {
    await putInForce(await engine(), { call, recording });
    if (call.cause === null) inForce.set(call.id, call.version);
    else inForce.delete(call.id);
  }

  async function connectHere({ call, medium }: Placed, legId: string, { offer, restart }: Offered) {
    const there = await engine();
    if (restart) return there.renegotiate(call.id, legId, offer);
    return there.addWebLeg(call.id, legId, { offer, maySend: { audio: true, video: medium === "video" } });
  }

  others.answerAs(node, async (asked: Asked): Promise<Told> => {
    try {
      if (asked.what === "connect") return await connectHere(asked.row, asked.legId, asked);
      await applyHere(asked.row);
      return { answer: "" };
    } catch (error) {
      log.warn({ err: error }, "the media engine refused what another server asked");
      return null;
    }
  });

  /** Until the server of that engine says so, nobody can say what is in force there, least of all who hears a whisper. */
  async function askElsewhere(mediaNode: string, asked: Asked): Promise<{ readonly answer: string }> {
    const told = (await others.ask(mediaNode, asked).catch((error: unknown) => {
      if (!(error instanceof NoAnswer)) throw error;
      log.warn({ mediaNode, node }, error.message);
      return null;
    })) as Told;
    return told ?? fail("call.media_failed");
  }

  return {
    node,
    listen(heard: MediaNews): void {
      news = heard;
    },
    /** Puts the call's routing in force, or ends it there. Resolves when its engine has acknowledged it. */
    async apply({ call, recording, mediaNode }: Recorded & Pick<CallRow, "mediaNode">): Promise<void> {
      // Nobody has brought his media: there is nobody to hear anybody.
      if (mediaNode === null) return;
      // The other server catches up by itself, and ends what is over: it need not be asked again.
      if (mediaNode !== node) {
        await askElsewhere(mediaNode, { what: "apply", row: { call, recording } });
        return;
      }
      unsure.add(call.id);
      await applyHere({ call, recording }).catch(refused);
      unsure.delete(call.id);
    },
    /** Whether this version of a call is what the engine here was told last. */
    isInForce: ({ id, version }: CallRow["call"]): boolean => inForce.get(id) === version,
    /** Calls of which the engine here has not said that they are as they should be. */
    unsure: (): readonly string[] => [...unsure],
    /** There is no such call any more. */
    forget: (callId: string): boolean => unsure.delete(callId),
    /** How the engine says that legs stand; null when it was never needed. */
    async states(): Promise<LegStates | null> {
      return opening ? (await engine()).states() : null;
    },
    /** Opens the engine: what it tells when it opens is heard before anything is asked of it. */
    ready: (): Promise<MediaEngine> => engine().catch(refused),
    /** The answer to a client's offer for a leg. */
    async connect(row: Placed, legId: string, { offer, restart }: Offered): Promise<string> {
      const { call, medium, mediaNode } = row;
      const placed = { call, medium, mediaNode };
      const { answer } =
        mediaNode === null || mediaNode === node
          ? await connectHere(placed, legId, { offer, restart }).catch(refused)
          : await askElsewhere(mediaNode, { what: "connect", row: placed, legId, offer, restart });
      return answer;
    },
    /** Where the engine of this machine takes the sound of a telephone; a call that is not here yet is here now. */
    async phoneLeg(callId: string, legId: string): Promise<number> {
      return (await (await engine()).addPhoneLeg(callId, legId)).port;
    },
    async connectPhone(callId: string, legId: string, gatewayPort: number): Promise<void> {
      await (await engine()).connectPhoneLeg(callId, legId, gatewayPort);
    },
    /** Lets a leg hear a sound beside the call, or nothing of the kind any more. */
    async play(callId: string, legId: string, sound: Sound | null): Promise<void> {
      const there = await engine();
      if (sound) await there.play(callId, legId, sound);
      else await there.stopPlaying(callId, legId);
    },
    /** Who hears of keys that are pressed on a browser's dial pad. */
    onKey(heard: (callId: string, legId: string, key: string) => void): void {
      keyPressed = heard;
    },
    endCall: async (callId: string): Promise<void> => (await engine()).endCall(callId),
    async stop(): Promise<void> {
      await (await opening?.catch(() => undefined))?.stop();
    },
  };
}

export type CallMedia = ReturnType<typeof createCallMedia>;
