import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { io, type Socket } from "socket.io-client";
import type { LiveCall } from "#shared/contract/calls.ts";
import type { DeskSnapshot } from "#shared/contract/socket.ts";
import { hearsIn } from "./calling-page.ts";
import type { House } from "./house.ts";
import { signInByHttp } from "./shift.ts";

/** An agent without a desktop: a signed-in client that speaks in a tone, and tells which tones it hears. */
export interface AgentByHand {
  ask<T = unknown>(method: string, path: string, body?: object): Promise<T>;
  /** Takes whatever rings first. */
  takeOffer(): Promise<{ conversationId: string }>;
  /** Takes whatever rings first, and brings his voice into its call. */
  takeCall(): Promise<LiveCall>;
  connect(callId: string): Promise<void>;
  /** The newest he was told of a call. */
  told(callId: string): LiveCall | undefined;
  hears(pitches: readonly number[]): Promise<number[]>;
  /** Frames of the customer's picture so far. */
  frames(): Promise<number>;
  close(): Promise<void>;
}

export async function agentByHand(
  house: House,
  page: Page,
  { email, hertz }: { email: string; hertz: number },
): Promise<AgentByHand> {
  const headers = { authorization: `Bearer ${await signInByHttp(house, email)}` };
  const device = randomUUID();
  const socket: Socket = io(`${house.address}/desk`, {
    ...{ transports: ["websocket"], forceNew: true, extraHeaders: headers, auth: { deviceId: device } },
  });
  const calls = new Map<string, LiveCall>();
  socket.on("call.changed", (call: LiveCall) => calls.set(call.id, call));
  await new Promise((resolve, reject) => {
    socket.once("welcome", resolve);
    socket.once("connect_error", reject);
  });

  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${house.address}/api/v1${path}`, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  async function connect(callId: string): Promise<void> {
    const offer = { device, offer: await page.evaluate(offerMedia, hertz) };
    const { answer } = await ask<{ answer: string }>("POST", `/calls/${callId}/connect`, offer);
    await page.evaluate(takeAnswer, answer);
  }
  async function takeOffer(): Promise<{ conversationId: string }> {
    const offer = await eventually(async () => {
      const snapshot = await socket.timeout(5_000).emitWithAck("desk.snapshot", {});
      return (snapshot.data as DeskSnapshot).offers[0];
    });
    await ask("POST", `/offers/${offer.id}/accept`);
    return offer;
  }
  await ask("PUT", "/me/status", { status: "ready" });

  return {
    ask,
    connect,
    takeOffer,
    async takeCall() {
      const { conversationId } = await takeOffer();
      const call = await eventually(() =>
        [...calls.values()].find((one) => one.conversationId === conversationId),
      );
      await connect(call.id);
      return call;
    },
    told: (callId) => calls.get(callId),
    hears: (pitches) => hearsIn(page.mainFrame(), pitches),
    frames: () => page.evaluate(countFrames),
    close: async () => void socket.disconnect(),
  };
}

interface Agent {
  agentPeer?: RTCPeerConnection;
}

/** In the page: a tone for a voice, a picture that changes, and places for what comes. */
async function offerMedia(hertz: number): Promise<string> {
  const shared = window as Agent;
  shared.agentPeer?.close();
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency: hertz });
  const volume = new GainNode(context, { gain: 0.5 });
  const out = context.createMediaStreamDestination();
  oscillator.connect(volume).connect(out);
  oscillator.start();
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
  const pen = canvas.getContext("2d");
  let turn = 0;
  setInterval(() => {
    if (!pen) return;
    turn += 7;
    pen.fillStyle = `hsl(${turn % 360} 60% 50%)`;
    pen.fillRect(0, 0, 320, 240);
  }, 80);
  const peer = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  shared.agentPeer = peer;
  for (const track of [...out.stream.getTracks(), ...canvas.captureStream(12).getTracks()])
    peer.addTransceiver(track, { direction: "sendonly" });
  for (const kind of ["audio", "audio", "audio", "video", "video"])
    peer.addTransceiver(kind, { direction: "recvonly" });
  await peer.setLocalDescription();
  return peer.localDescription?.sdp ?? "";
}

async function takeAnswer(sdp: string): Promise<void> {
  const peer = (window as Agent).agentPeer;
  await peer?.setRemoteDescription({ type: "answer", sdp });
  // What no element plays comes to nothing in Chromium.
  for (const { receiver } of peer?.getTransceivers() ?? []) {
    const element = Object.assign(document.createElement("video"), { muted: true });
    element.srcObject = new MediaStream([receiver.track]);
    void element.play().catch(() => {});
  }
}

async function countFrames(): Promise<number> {
  let frames = 0;
  const report = await (window as Agent).agentPeer?.getStats();
  report?.forEach((one) => {
    if (one.type === "inbound-rtp" && one.kind === "video") frames += one.framesDecoded ?? 0;
  });
  return frames;
}

async function eventually<T>(read: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const until = Date.now() + 15_000; Date.now() < until; ) {
    const found = await read();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not come within 15 s");
}
