import { writeFileSync } from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from "@playwright/test";
import { coldStartMs } from "../../cold-start.ts";

/** Louder than this is heard, dB; more quiet than the other is not. Between them is doubt, which no test passes. */
const audible = -50;
const silent = -70;

/** A Chromium whose microphone plays a tone, and whose camera moves. */
export function launchCaller(folder: string, hertz: number): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    timeout: coldStartMs,
    args: [
      "--no-sandbox",
      "--use-fake-ui-for-media-stream",
      "--autoplay-policy=no-user-gesture-required",
      "--auto-select-desktop-capture-source=Entire screen",
      ...voiceOf(folder, hertz),
    ],
  });
}

/** What makes the microphone of a Chromium, or of the desktop, a tone. */
export function voiceOf(folder: string, hertz: number): string[] {
  const file = path.join(folder, `${hertz}.wav`);
  writeFileSync(file, toneFile(hertz));
  return [
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-audio-capture=${file}`,
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
  ];
}

/** A second of a tone at half loudness, as a WAV of 48 kHz; the browser plays it again and again. */
function toneFile(hertz: number, rate = 48_000): Buffer {
  const data = Buffer.alloc(rate * 2);
  for (let at = 0; at < rate; at++)
    data.writeInt16LE(Math.round(16_000 * Math.sin((2 * Math.PI * hertz * at) / rate)), at * 2);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

/** Before any page: what cleans voices would take tones for noise, and what comes in is kept to be measured. */
export async function listenIn(context: Pick<BrowserContext, "addInitScript">): Promise<void> {
  await context.addInitScript(() => {
    const ears: { track: MediaStreamTrack; analyser?: AnalyserNode }[] = [];
    Object.assign(window, { ears });
    const Own = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Own {
      constructor(settings?: RTCConfiguration) {
        super(settings);
        ears.length = 0;
        this.addEventListener("track", ({ track }) => track.kind === "audio" && ears.push({ track }));
      }
    };
    const devices = navigator.mediaDevices;
    // A page without an address has none.
    if (!devices) return;
    const ask = devices.getUserMedia.bind(devices);
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    devices.getUserMedia = (wanted = {}) => ask(wanted.audio ? { ...wanted, audio: plain } : wanted);
  });
}

/** The widget's frame in a page of the shop. */
export const frameOf = (page: Page): Frame | undefined =>
  page.frames().find((frame) => frame.url().includes("/widget/frame"));

/** Which of these pitches come in at a page. One that is neither there nor away is given as negative, so that no test passes by it. */
export async function hearsIn(frame: Frame | undefined, pitches: readonly number[]): Promise<number[]> {
  if (!frame) return [];
  const loudness = await frame.evaluate(async (wanted) => {
    const ears = (window as never as { ears: { track: MediaStreamTrack; analyser?: AnalyserNode }[] }).ears;
    const shared = window as never as { context?: AudioContext };
    shared.context ??= new AudioContext();
    const { context } = shared;
    for (const ear of ears) {
      if (ear.analyser) continue;
      ear.analyser = context.createAnalyser();
      Object.assign(ear.analyser, { fftSize: 8_192, smoothingTimeConstant: 0 });
      context.createMediaStreamSource(new MediaStream([ear.track])).connect(ear.analyser);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
    return wanted.map((hertz) =>
      Math.max(
        -200,
        ...ears.map(({ analyser }) => {
          const bins = new Float32Array(analyser?.frequencyBinCount ?? 0);
          analyser?.getFloatFrequencyData(bins);
          const at = Math.round((hertz * 8_192) / context.sampleRate);
          return Math.max(...bins.slice(at - 2, at + 3));
        }),
      ),
    );
  }, pitches);
  return pitches.flatMap((hertz, at) => {
    const db = loudness[at] ?? -200;
    if (db <= silent) return [];
    return db >= audible ? [hertz] : [-hertz];
  });
}
