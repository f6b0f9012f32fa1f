/** RFC 4733 3.2: what the keys of a phone are called in packets, in the order of their codes. */
const keys = "0123456789*#ABCD";

/** The clock of a phone's events, unless its sound has another. */
const phoneClock = 8_000;
/** RFC 4733 2.5.1.4: the last packet is sent three times, in case one is lost. */
const lastTimes = 3;

/** Without a packet for so long, a key is over, seconds. */
const longestGap = 0.16;

export interface KeyPress {
  readonly key: string;
  readonly durationMs: number;
}

interface EventPacket {
  readonly timestamp: number;
  readonly payload: Uint8Array;
}

/** Hears keys: each once, though it comes in many packets of one timestamp, and its last one three times. */
export function createKeyListener(pressed: (press: KeyPress) => void, clockRate = phoneClock) {
  let done: number | undefined;
  let open: { timestamp: number; key: string; duration: number } | undefined;

  function finish(): void {
    if (!open) return;
    const { timestamp, key, duration } = open;
    open = undefined;
    done = timestamp;
    pressed({ key, durationMs: Math.round((duration * 1_000) / clockRate) });
  }

  return {
    hear({ timestamp, payload }: EventPacket): void {
      const key = keys[payload[0] ?? 255];
      if (key === undefined || payload.length < 4 || timestamp === done) return;
      // Another key begins: the end of the one before was lost.
      if (open && open.timestamp !== timestamp) finish();
      const duration = ((payload[2] ?? 0) << 8) | (payload[3] ?? 0);
      open = { timestamp, key, duration: Math.max(open?.duration ?? 0, duration) };
      if ((payload[1] ?? 0) & 0x80) finish();
    },
    /** Sound came instead: a key whose last packets were all lost is over. */
    sound(timestamp: number): void {
      if (open && ((timestamp - open.timestamp) | 0) > open.duration + clockRate * longestGap) finish();
    },
  };
}

/** One packet of a key, as it has to stand in RTP. */
export interface KeyFrame {
  readonly payload: Buffer;
  /** The first packet of a key. */
  readonly marker: boolean;
  /** 20 ms frames since the key began: all its packets carry the timestamp of its beginning. */
  readonly framesSinceStart: number;
}

const isKey = (key: string) => key.length === 1 && keys.includes(key.toUpperCase());

/** Presses keys one after the other, a packet every 20 ms; between two there is a pause so that they are told apart. */
export function createKeyPresser({ pressFrames = 5, pauseFrames = 5, clockRate = phoneClock } = {}) {
  const step = clockRate / 50;
  const waiting: (KeyFrame | "pause")[] = [];

  function add(key: string): void {
    const event = keys.indexOf(key.toUpperCase());
    for (let frame = 0; frame < pressFrames + lastTimes - 1; frame++) {
      const last = frame >= pressFrames - 1;
      const duration = Math.min(frame + 1, pressFrames) * step;
      const payload = Buffer.from([event, (last ? 0x80 : 0) | 10, duration >> 8, duration & 0xff]);
      waiting.push({ payload, marker: frame === 0, framesSinceStart: frame });
    }
    for (let frame = 0; frame < pauseFrames; frame++) waiting.push("pause");
  }

  return {
    /** @returns whether all of it can be pressed; otherwise nothing is. A comma is a pause. */
    press(digits: string): boolean {
      if (![...digits].every((key) => key === "," || isKey(key)) || digits.length > 64) return false;
      for (const key of digits) {
        if (key === ",") waiting.push(...Array.from({ length: 50 }, () => "pause" as const));
        else add(key);
      }
      return true;
    },
    /** What to send in the place of the next 20 ms of sound; nothing when no key is pressed. */
    next: (): KeyFrame | "pause" | undefined => waiting.shift(),
    stop: (): void => {
      waiting.length = 0;
    },
  };
}
