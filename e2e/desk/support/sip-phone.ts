import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { expect } from "@playwright/test";

const rate = 8_000;
/**
 * Louder than this is heard, dB; more quiet than the other is not. Between them is doubt, which no test passes. A frame that
 * comes late on a busy machine is a gap in the recording, and a gap in a tone is a little of every other one.
 */
const [audible, silent] = [-40, -48];

export interface SipPhone {
  dial(uri: string): Promise<void>;
  hangUp(): Promise<void>;
  /** Which of these pitches it has heard in the last half second, measured from its own recording. */
  hears(pitches: readonly number[]): number[];
  /** It hears something, a tone or music. */
  isPlayedTo(): boolean;
  /** What it has said of its calls so far. */
  said(): string;
  close(): void;
}

/** A tone of two minutes, as a telephone's microphone has it. */
function toneFile(hertz: number, seconds = 120): Buffer {
  const data = Buffer.alloc(rate * seconds * 2);
  for (let at = 0; at < rate * seconds; at++)
    data.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * hertz * at) / rate)), at * 2);
  const head = Buffer.from("RIFF____WAVEfmt ________________________data____", "latin1").subarray(0, 44);
  head.writeUInt32LE(36 + data.length, 4);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

/** How loud a pitch is, in dB of full scale (Goertzel's filter over a Hann window). */
function loudnessOf(hertz: number, samples: Int16Array): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [before, last] = [0, 0];
  for (const [index, sample] of samples.entries()) {
    const window = 1 - Math.cos((2 * Math.PI * index) / samples.length);
    [before, last] = [last, (sample / 0x8000) * window + turn * last - before];
  }
  const power = before * before + last * last - turn * before * last;
  return 10 * Math.log10((4 * power) / samples.length ** 2 + 1e-20);
}

const configOf = (folder: string, port: number, control: number) => `
poll_method epoll
sip_listen 127.0.0.1:${port}
net_interface 127.0.0.1
call_max_calls 4
audio_player aubridge,ear
audio_alert aubridge,alert
audio_source aufile,${folder}/tone.wav
ausrc_srate ${rate}
auplay_srate ${rate}
ausrc_channels 1
auplay_channels 1
rtp_ports 26000-26100
module_path /usr/lib/baresip/modules
module g711.so
module aufile.so
module aubridge.so
module sndfile.so
module ctrl_tcp.so
module_app account.so
module_app menu.so
snd_path ${folder}
ctrl_tcp_listen 127.0.0.1:${control}
`;

/** A telephone by other hands (baresip): it speaks a tone, answers who calls it, and records what it hears. */
export async function aSipPhone(
  folder: string,
  { number, hertz, port }: { readonly number: string; readonly hertz: number; readonly port: number },
): Promise<SipPhone> {
  const control = port + 5;
  writeFileSync(path.join(folder, "tone.wav"), toneFile(hertz));
  writeFileSync(path.join(folder, "config"), configOf(folder, port, control));
  writeFileSync(path.join(folder, "accounts"), `<sip:${number}@127.0.0.1>;regint=0;answermode=auto\n`);
  const phone: ChildProcess = spawn("baresip", ["-f", folder], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [phone.stdout, phone.stderr])
    stream?.on("data", (bytes: Buffer) => {
      said += bytes.toString("latin1");
    });
  await expect.poll(() => said, { timeout: 15_000 }).toContain("baresip is ready");

  const ask = (command: string, params = "") =>
    new Promise<void>((resolve, reject) => {
      const line = connect(control, "127.0.0.1");
      const message = JSON.stringify({ command, params });
      line.on("error", reject);
      line.on("data", (bytes) => {
        if (!bytes.toString().includes('"response":true')) return;
        line.end();
        resolve();
      });
      line.write(`${message.length}:${message},`);
    });

  /** The end of the newest recording. */
  function last(ms: number): Int16Array {
    const files = readdirSync(folder).filter((name) => name.endsWith("-dec.wav"));
    const newest = files.sort().at(-1);
    if (!newest) return new Int16Array();
    const sound = readFileSync(path.join(folder, newest)).subarray(44);
    const bytes = sound.subarray(Math.max(0, (sound.length & ~1) - (rate * ms * 2) / 1_000));
    return Int16Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readInt16LE(at * 2));
  }

  return {
    dial: (uri) => ask("dial", uri),
    hangUp: () => ask("hangup"),
    hears: (pitches) =>
      pitches.flatMap((pitch) => {
        const db = loudnessOf(pitch, last(500));
        if (db <= silent) return [];
        return db >= audible ? [pitch] : [-pitch];
      }),
    isPlayedTo: () => last(500).some((sample) => Math.abs(sample) > 300),
    said: () => said,
    close: () => void phone.kill("SIGKILL"),
  };
}
