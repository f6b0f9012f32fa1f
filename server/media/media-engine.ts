import type { RecordedVoices, RecordingManifest, RoutingMatrix } from "#shared/domain/calls/index.ts";
import type { Spoken } from "./sounds/spoken-words.ts";

/** What a browser's leg may bring, decided by the server before the offer is looked at. */
export interface WebLegOptions {
  /** The client's SDP offer: what it sends, then empty slots in which it receives. */
  readonly offer: string;
  readonly maySend: { readonly audio: boolean; readonly video: boolean };
}

/** How a leg's media stands. `lost`: nothing arrives any more, but it may come back; `closed`: it is gone. */
export type LegMediaState = "connecting" | "connected" | "lost" | "closed";

/** By call and leg. */
export type LegStates = Readonly<Record<string, Readonly<Record<string, LegMediaState>>>>;

/** What a meter shows of a voice. */
export interface VoiceLevel {
  /** dB of full scale, 0 the loudest and -127 silence; null when the sender does not say how loud it is (RFC 6464). */
  readonly level: number | null;
  /** Since the last packet. */
  readonly agoMs: number;
}

/** Who is to be heard or seen and found no place in the leg's connection; `*sound` is what the engine plays. */
export interface LeftOut {
  readonly audio: readonly string[];
  readonly video: readonly string[];
}

/** What one leg says and hears at this moment. */
export interface LegLevels {
  /** What comes from it; null when nothing has come yet. */
  readonly says: VoiceLevel | null;
  /** What was really sent to it, by the leg it came from: of each that it was ever let hear. */
  readonly hears: Readonly<Record<string, VoiceLevel>>;
  /** What the engine plays to it. */
  readonly plays: Sound | null;
}
export type CallLevels = Readonly<Record<string, LegLevels>>;

/** Figures of one leg; counts since it came, the others of the last seconds. */
export interface LegStats extends LegLevels {
  readonly packetsReceived: number;
  readonly packetsSent: number;
  /** Of the voice that comes from it. */
  readonly packetsLost: number;
  readonly lossPercent: number;
  readonly jitterMs: number;
  /** What its own end reports of the voices it hears; null before the first report. */
  readonly heardLossPercent: number | null;
  readonly heardJitterMs: number | null;
  readonly roundTripMs: number | null;
  /** Of its voice or what it hears, whichever is worse, 1 to 4.4 (`mosOf`); null when there was neither. */
  readonly mos: number | null;
  readonly leftOut: LeftOut;
}

/** What the engine itself can let a leg hear: music while it waits, the ring-back tone, the tone that announces a recording, words. */
export type Sound = "music" | "ringback" | "beep" | Spoken;

export interface MediaEngineEvents {
  legState(callId: string, legId: string, state: LegMediaState): void;
  /** A key was pressed on a browser's dial pad: 0 to 9, *, # or A to D. Nobody hears it unless it is passed on. */
  key?(callId: string, legId: string, key: string): void;
  /** Five times a second, of calls that are watched. */
  levels?(callId: string, levels: CallLevels): void;
  /** Who is left out has changed: the leg's connection has too few places. */
  leftOut?(callId: string, legId: string, leftOut: LeftOut): void;
  /** From now on something of the call is not recorded: the disk refuses. */
  recordingFailed?(callId: string, reason: string): void;
}

/**
 * Moves packets between the legs of calls, and decides nothing. Every command may be given twice. A leg receives what
 * its row of the last routing names, and before any routing nothing.
 */
export interface MediaEngine {
  /** @returns the SDP answer. Throws `MediaRefusal` when the offer cannot be taken. */
  addWebLeg(callId: string, legId: string, options: WebLegOptions): Promise<{ readonly answer: string }>;
  /** Another offer of the same leg: a restart of its connection, a camera more. */
  renegotiate(callId: string, legId: string, offer: string): Promise<{ readonly answer: string }>;
  /**
   * A phone, whose sound goes through the gateway of this machine. @returns where the engine takes it, the same port however
   * often it is asked for.
   */
  addPhoneLeg(callId: string, legId: string): Promise<{ readonly port: number }>;
  /** Where the gateway's end of the sound is. Packets from elsewhere do not count. */
  connectPhoneLeg(callId: string, legId: string, gatewayPort: number): Promise<void>;
  removeLeg(callId: string, legId: string): Promise<void>;
  /**
   * The whole wanted state. One of an older version than the last is ignored: true when it is in force. `voices` says as
   * what each leg is recorded while the call is (`recordedAs`), `pictures` the same of their pictures (`picturedAs`); who
   * is not in it is not.
   */
  setRouting(
    callId: string,
    version: number,
    matrix: RoutingMatrix,
    voices?: RecordedVoices,
    pictures?: RecordedVoices,
  ): Promise<boolean>;
  /**
   * Lets a leg hear a sound beside what its row names, and instead of music; the last one asked for counts. The ring-back
   * tone is over once the leg hears anybody, the beep is heard once. Music by a row of the routing needs no asking.
   */
  play(callId: string, legId: string, sound: Sound): Promise<void>;
  stopPlaying(callId: string, legId: string): Promise<void>;
  /**
   * Records the voices that the routing names into this folder, one file each, from now on. A folder that has a
   * recording already (its process was killed) is gone on with, and stays paused if it was.
   */
  startRecording(callId: string, options: { readonly folder: string }): Promise<void>;
  /** Nothing that is said from now on is in any file. */
  pauseRecording(callId: string): Promise<void>;
  resumeRecording(callId: string): Promise<void>;
  /** The end of the call ends it too; `readRecording` has the same to say at any time. */
  stopRecording(callId: string): Promise<RecordingManifest>;
  endCall(callId: string): Promise<void>;
  /** Whether there is news of the levels of this call; until it is over. */
  watchLevels(callId: string, on: boolean): Promise<void>;
  /** How the media of every leg stands, by call: for whoever may have missed what was told of it. */
  states(): Promise<LegStates>;
  stats(callId: string): Promise<Readonly<Record<string, LegStats>>>;
  stop(): Promise<void>;
}

/** A request that the engine cannot carry out, in words for a log. */
export class MediaRefusal extends Error {
  override readonly name = "MediaRefusal";
}
