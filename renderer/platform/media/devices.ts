import { createPreference, isBoolean } from "../preferences.ts";

export type DeviceUse = "microphone" | "speaker" | "ring" | "camera";

const isId = (value: unknown): value is string => typeof value === "string";

/** The devices chosen at this machine; empty: the system's own choice. */
export const chosenDevices = {
  microphone: createPreference<string>("media.microphone", "", isId),
  speaker: createPreference<string>("media.speaker", "", isId),
  ring: createPreference<string>("media.ring", "", isId),
  camera: createPreference<string>("media.camera", "", isId),
} as const satisfies Record<DeviceUse, unknown>;

/** Whether the browser takes echo and noise out of what the microphone hears. */
export const cleansSound = createPreference<boolean>("media.cleansSound", true, isBoolean);

/** Why a microphone, camera or screen gives nothing. */
export type CaptureProblem = "refused" | "missing" | "busy" | "failed";

/** The browser's words for what went wrong, in ours. */
export function captureProblemOf(error: unknown): CaptureProblem {
  const name = (error as { name?: unknown } | null)?.name;
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "failed";
}

type Devices = Pick<MediaDevices, "getUserMedia">;

/** Opens the chosen device; when it is not there, the system's own choice. */
export async function openDevice(
  use: "microphone" | "camera",
  devices: Devices | undefined = navigator.mediaDevices,
): Promise<MediaStreamTrack> {
  if (!devices) throw new DOMException("no devices in this browser", "NotFoundError");
  const id = chosenDevices[use].get();
  try {
    return await opened(use, id, devices);
  } catch (error) {
    if (id === "" || captureProblemOf(error) !== "missing") throw error;
    return opened(use, "", devices);
  }
}

async function opened(use: "microphone" | "camera", id: string, devices: Devices): Promise<MediaStreamTrack> {
  const device = id === "" ? {} : { deviceId: { exact: id } };
  const cleans = cleansSound.get();
  const wanted: MediaStreamConstraints =
    use === "microphone"
      ? {
          audio: {
            ...device,
            echoCancellation: cleans,
            noiseSuppression: cleans,
            autoGainControl: cleans,
            channelCount: 1,
          },
        }
      : { video: { ...device, width: { ideal: 960 }, height: { ideal: 540 }, frameRate: { ideal: 24 } } };
  const [track] = (await devices.getUserMedia(wanted)).getTracks();
  if (!track) throw new DOMException("the device gives nothing", "NotFoundError");
  return track;
}
