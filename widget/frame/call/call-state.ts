import type { VisitorCall } from "#shared/contract/visitor-calls.ts";
import type { LinkState } from "./call-link.ts";
import type { DeviceTrouble } from "./devices.ts";

export type Medium = VisitorCall["medium"];

/** Why there is no call: of this device, or a code of the catalogue. */
export type Trouble = DeviceTrouble | "not_offered" | "busy" | "failed";

/** A passing word in a call that goes on. */
export type CallNotice =
  | "noCamera"
  | "noMicrophone"
  | "noScreen"
  | "muteFailed"
  | "answerFailed"
  | "stillElsewhere";

/**
 * Where the customer is on his way. `asking`: his name is asked; `preparing`: the browser asks for the microphone, the
 * server for the call; `elsewhere`: another window of his has it; `missed`: nobody came.
 */
export type Phase =
  | "none"
  | "asking"
  | "preparing"
  | "invited"
  | "waiting"
  | "talking"
  | "held"
  | "elsewhere"
  | "ended"
  | "missed"
  | "trouble";

export interface CallState {
  readonly phase: Phase;
  readonly medium: Medium;
  /** While he is asked: what he had begun to write before the question was there. */
  readonly typed: string;
  readonly callId: string | null;
  readonly conversationId: string | null;
  readonly agentName: string | null;
  /** Milliseconds of this device's clock. */
  readonly connectedAt: number | null;
  readonly endedAt: number | null;
  readonly muted: boolean;
  /** `asked`: he is to say whether it may be recorded. */
  readonly recording: VisitorCall["recording"];
  readonly camera: "off" | "camera" | "screen";
  readonly canShareScreen: boolean;
  readonly link: LinkState;
  /** His own picture. */
  readonly own: MediaStreamTrack | null;
  /** Pictures that are coming now. */
  readonly pictures: readonly MediaStreamTrack[];
  /** The browser wants a click before anything is heard. */
  readonly isSilent: boolean;
  readonly trouble: Trouble | null;
  readonly notice: CallNotice | null;
}

export const noCall: CallState = {
  phase: "none",
  medium: "voice",
  typed: "",
  callId: null,
  conversationId: null,
  agentName: null,
  connectedAt: null,
  endedAt: null,
  muted: false,
  recording: "off",
  camera: "off",
  canShareScreen: false,
  link: "connecting",
  own: null,
  pictures: [],
  isSilent: false,
  trouble: null,
  notice: null,
};

/** A call that goes on, here or in another window. */
export const isOn = ({ phase }: Pick<CallState, "phase">): boolean =>
  ["invited", "waiting", "talking", "held", "elsewhere"].includes(phase);
