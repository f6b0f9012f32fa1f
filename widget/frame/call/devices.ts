/** Why microphone or camera cannot be had. `forbidden`: the page around us does not let us ask. */
export type DeviceTrouble = "refused" | "forbidden" | "missing" | "taken" | "unsupported";

export class DeviceFailure extends Error {
  override readonly name = "DeviceFailure";
  readonly trouble: DeviceTrouble;

  constructor(trouble: DeviceTrouble, cause?: unknown) {
    super(trouble, { cause });
    this.trouble = trouble;
  }
}

type Media = Pick<MediaDevices, "getUserMedia"> & Partial<Pick<MediaDevices, "getDisplayMedia">>;

export interface Devices {
  microphone(): Promise<MediaStreamTrack>;
  camera(): Promise<MediaStreamTrack>;
  screen(): Promise<MediaStreamTrack>;
  readonly canShareScreen: boolean;
}

const troubles: Readonly<Record<string, DeviceTrouble>> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "taken",
  AbortError: "taken",
};

/** Microphone, camera and screen; refusals come as `DeviceFailure`. */
export function createDevices(
  /** On a page without encryption a browser has none. */
  media: Media | null = navigator.mediaDevices ?? null,
  isForbidden: (what: "microphone" | "camera") => boolean = forbiddenHere,
): Devices {
  async function open(
    what: "microphone" | "camera" | "screen",
    ask: (media: Media) => Promise<MediaStream> | undefined,
  ): Promise<MediaStreamTrack> {
    if (!media) throw new DeviceFailure("unsupported");
    // A browser would say that there is none, or that he has refused: neither is so.
    if (what !== "screen" && isForbidden(what)) throw new DeviceFailure("forbidden");
    try {
      const track = (await ask(media))?.getTracks()[0];
      if (!track) throw new DeviceFailure("missing");
      return track;
    } catch (error) {
      if (error instanceof DeviceFailure) throw error;
      throw new DeviceFailure(troubles[(error as Error).name] ?? "taken", error);
    }
  }
  return {
    microphone: () => open("microphone", (from) => from.getUserMedia({ audio: true })),
    camera: () =>
      open("camera", (from) =>
        from.getUserMedia({
          video: {
            width: { ideal: 960 },
            height: { ideal: 540 },
            frameRate: { max: 24 },
            facingMode: "user",
          },
        }),
      ),
    screen: () => open("screen", (from) => from.getDisplayMedia?.({ video: { frameRate: { max: 15 } } })),
    canShareScreen: typeof media?.getDisplayMedia === "function",
  };
}

/** The site may keep frames from the microphone: then there is no question to say yes to. Only Chromium tells. */
function forbiddenHere(what: "microphone" | "camera"): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  return featurePolicy?.allowsFeature(what) === false;
}
