import { Refused } from "../api.ts";

/** As far as we use the browser's; a fake has as much. */
export interface Sender {
  replaceTrack(track: MediaStreamTrack | null): Promise<void>;
}
export interface Peer {
  addTransceiver(
    what: "audio" | "video" | MediaStreamTrack,
    init: RTCRtpTransceiverInit,
  ): { readonly sender: Sender; readonly receiver: { readonly track: MediaStreamTrack } };
  createOffer(options?: RTCOfferOptions): Promise<RTCSessionDescriptionInit>;
  setLocalDescription(description: RTCSessionDescriptionInit): Promise<void>;
  setRemoteDescription(description: { type: "answer"; sdp: string }): Promise<void>;
  close(): void;
  readonly connectionState: RTCPeerConnectionState;
  onconnectionstatechange: ((event: Event) => unknown) | null;
}

/** What is sent; without a camera in a video call its place is kept, so that it can be switched on later. */
export interface Sent {
  readonly audio: MediaStreamTrack;
  readonly video: MediaStreamTrack | null;
}

/** `repairing`: it was live, and is being made so again. */
export type LinkState = "connecting" | "live" | "repairing";

export interface LinkDeps {
  readonly newPeer: () => Peer;
  /** Asks the server for the answer to an offer. */
  readonly connect: (offer: string, restart: boolean) => Promise<string>;
  readonly later: (run: () => void, ms: number) => () => void;
  readonly changed: (state: LinkState) => void;
  /** Where voices and pictures come in; others after every new connection. */
  readonly slots: (audio: readonly MediaStreamTrack[], video: readonly MediaStreamTrack[]) => void;
  /** The server will not have it: the code of the refusal. */
  readonly refused: (code: string) => void;
}

/** How many voices and pictures may come at once. */
const slotsOfEach = 2;
/** The browser says `disconnected` only after some seconds without an answer: no longer than this on top. */
const hopeMs = 300;
/** A restart or a connection that is not up by then is tried otherwise. */
const patienceMs = 5_000;

/** Refusals after which there is nothing to repair. */
const final = new Set(["call.over", "call.not_found", "call.elsewhere"]);

/**
 * The media of one call: one connection with places for what is heard and seen, so that nothing is negotiated again while
 * people come and go. Repairs itself: a changed network by an ICE restart, everything else by a new connection.
 */
export function createCallLink(deps: LinkDeps, isVideo: boolean, sent: Sent) {
  let peer: Peer | undefined;
  let senders: { audio?: Sender; video?: Sender } = {};
  let { audio, video } = sent;
  let state: LinkState = "connecting";
  let round = 0;
  let tries = 0;
  let cancel = () => {};

  const set = (next: LinkState) => {
    if (state !== next) deps.changed(next);
    state = next;
  };
  const after = (ms: number, run: () => void) => {
    cancel();
    cancel = deps.later(run, ms);
  };

  function drop(): void {
    if (!peer) return;
    peer.onconnectionstatechange = null;
    peer.close();
    peer = undefined;
  }

  /** Slots come after what is sent, as the server expects them. */
  function open(): Peer {
    drop();
    const fresh = deps.newPeer();
    const send = (what: MediaStreamTrack | "video") =>
      fresh.addTransceiver(what, { direction: "sendonly" }).sender;
    senders = { audio: send(audio), ...(isVideo ? { video: send(video ?? "video") } : {}) };
    const add = (kind: "audio" | "video") =>
      Array.from(
        { length: slotsOfEach },
        () => fresh.addTransceiver(kind, { direction: "recvonly" }).receiver.track,
      );
    const [voices, pictures] = [add("audio"), add("video")];
    fresh.onconnectionstatechange = () => peer === fresh && hear(fresh);
    peer = fresh;
    deps.slots(voices, pictures);
    return fresh;
  }

  function hear({ connectionState }: Peer): void {
    if (connectionState === "connected") {
      cancel();
      tries = 0;
      set("live");
    } else if (connectionState === "failed") void restart();
    else if (connectionState === "disconnected") {
      set("repairing");
      after(hopeMs, () => void restart());
    }
  }

  async function exchange(using: Peer, restarting: boolean, isOurs: () => boolean): Promise<void> {
    const offer = await using.createOffer(restarting ? { iceRestart: true } : {});
    await using.setLocalDescription(offer);
    const answer = await deps.connect(offer.sdp ?? "", restarting);
    if (!isOurs()) return;
    await using.setRemoteDescription({ type: "answer", sdp: answer });
    // Connected all the time is well too: then nothing else tells that a restart has worked.
    if (isOurs()) after(patienceMs, () => using.connectionState !== "connected" && rebuild());
  }

  /** Offers and takes the answer; when it does not come to that, or to a connection, begins anew. */
  async function negotiate(using: Peer, restarting: boolean): Promise<void> {
    const mine = ++round;
    cancel();
    try {
      await exchange(using, restarting, () => mine === round);
    } catch (error) {
      if (mine !== round) return;
      const code = error instanceof Refused ? error.code : "";
      if (final.has(code)) deps.refused(code);
      else after(Math.min(8_000, 500 * 2 ** tries++), rebuild);
    }
  }

  const build = (): Promise<void> => negotiate(open(), false);
  const rebuild = () => void build();

  async function restart(): Promise<void> {
    if (peer?.connectionState !== "connected") set("repairing");
    await (peer ? negotiate(peer, true) : build());
  }

  return {
    start: build,
    /** The network is another one, as far as the browser can tell. */
    restart,
    /** The server has nothing of the old connection any more. */
    async renew(): Promise<void> {
      set("repairing");
      await build();
    },
    async setVideo(track: MediaStreamTrack | null): Promise<void> {
      video = track;
      await senders.video?.replaceTrack(track);
    },
    async setAudio(track: MediaStreamTrack): Promise<void> {
      audio = track;
      await senders.audio?.replaceTrack(track);
    },
    close(): void {
      round++;
      cancel();
      drop();
    },
  };
}

export type CallLink = ReturnType<typeof createCallLink>;
