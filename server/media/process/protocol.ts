import { NotificationType, RequestType } from "vscode-jsonrpc/node";
import type { RecordedVoices, RecordingManifest, RoutingMatrix } from "#shared/domain/calls/index.ts";
import type {
  CallLevels,
  LeftOut,
  LegMediaState,
  LegStates,
  LegStats,
  Sound,
  WebLegOptions,
} from "../media-engine.ts";

type Answer = { readonly answer: string };
const request = <P, R>(name: string) => new RequestType<P, R, void>(name);

/** What the server asks of the media process; one line a command, as in `MediaEngine`. */
export const requests = {
  hello: request<Record<string, never>, { readonly pid: number; readonly calls: readonly string[] }>("hello"),
  addWebLeg: request<{ callId: string; legId: string; options: WebLegOptions }, Answer>("addWebLeg"),
  renegotiate: request<{ callId: string; legId: string; offer: string }, Answer>("renegotiate"),
  addPhoneLeg: request<{ callId: string; legId: string }, { readonly port: number }>("addPhoneLeg"),
  connectPhoneLeg: request<{ callId: string; legId: string; gatewayPort: number }, null>("connectPhoneLeg"),
  removeLeg: request<{ callId: string; legId: string }, null>("removeLeg"),
  setRouting: request<
    {
      callId: string;
      version: number;
      matrix: RoutingMatrix;
      voices: RecordedVoices;
      pictures: RecordedVoices;
    },
    boolean
  >("setRouting"),
  play: request<{ callId: string; legId: string; sound: Sound }, null>("play"),
  stopPlaying: request<{ callId: string; legId: string }, null>("stopPlaying"),
  startRecording: request<{ callId: string; folder: string }, null>("startRecording"),
  pauseRecording: request<{ callId: string }, null>("pauseRecording"),
  resumeRecording: request<{ callId: string }, null>("resumeRecording"),
  stopRecording: request<{ callId: string }, RecordingManifest>("stopRecording"),
  endCall: request<{ callId: string }, null>("endCall"),
  watchLevels: request<{ callId: string; on: boolean }, null>("watchLevels"),
  states: request<Record<string, never>, LegStates>("states"),
  stats: request<{ callId: string }, Record<string, LegStats>>("stats"),
};

/** News of the media process, as in `MediaEngineEvents`. */
export const news = {
  legState: new NotificationType<{ callId: string; legId: string; state: LegMediaState }>("legState"),
  key: new NotificationType<{ callId: string; legId: string; key: string }>("key"),
  levels: new NotificationType<{ callId: string; levels: CallLevels }>("levels"),
  leftOut: new NotificationType<{ callId: string; legId: string; leftOut: LeftOut }>("leftOut"),
  recordingFailed: new NotificationType<{ callId: string; reason: string }>("recordingFailed"),
};
