import type { RoutingMatrix } from "#shared/domain/calls/index.ts";
import type { Hear, Talker } from "./load-peer.ts";

/** A call as an engine is asked for it: who is in it, and who hears whom. */
export interface Shape {
  readonly legs: readonly string[];
  readonly matrix: RoutingMatrix;
  readonly video: boolean;
}

/** A call in which everybody is connected. */
export interface OpenCall {
  /** In the order of the shape's legs. */
  readonly talkers: readonly Talker[];
  end(): Promise<void>;
}

/** An engine in a process of its own. */
export interface BenchEngine {
  readonly name: string;
  readonly pid: number;
  open(id: number, shape: Shape, hear: Hear): Promise<OpenCall>;
  stop(): Promise<void>;
}

const two: RoutingMatrix = {
  customer: { audio: ["agent"], video: [], music: false },
  agent: { audio: ["customer"], video: [], music: false },
};

/** The calls that are measured. */
export const shapes = {
  audio: { legs: ["customer", "agent"], matrix: two, video: false },
  supervised: {
    legs: ["customer", "agent", "supervisor"],
    matrix: {
      ...two,
      agent: { audio: ["customer", "supervisor"], video: [], music: false },
      supervisor: { audio: ["customer", "agent"], video: [], music: false },
    },
    video: false,
  },
  video: {
    legs: ["customer", "agent"],
    matrix: {
      customer: { audio: ["agent"], video: ["agent"], music: false },
      agent: { audio: ["customer"], video: ["customer"], music: false },
    },
    video: true,
  },
} as const satisfies Record<string, Shape>;

/** By how many a leg is heard. */
export const listenersOf = (leg: string, { matrix }: Shape): number =>
  Object.values(matrix).filter(({ audio }) => audio.includes(leg)).length;
