import { describe, expect, it } from "vitest";
import { createDevices, type DeviceFailure } from "./devices.ts";

const refusing = (name: string) => ({
  getUserMedia: () => Promise.reject(Object.assign(new Error(name), { name })),
});
const troubleOf = (asking: Promise<unknown>) =>
  asking.then(
    () => "none",
    ({ trouble }: DeviceFailure) => trouble,
  );
const free = () => false;

describe("microphone and camera", () => {
  it("that cannot be had are told apart: refused, not there, in use, in a browser that has none", async () => {
    const said = ["NotAllowedError", "NotFoundError", "NotReadableError", "AbortError", "OddError"].map(
      (name) => troubleOf(createDevices(refusing(name), free).microphone()),
    );
    expect(await Promise.all(said)).toEqual(["refused", "missing", "taken", "taken", "taken"]);
    expect(await troubleOf(createDevices(null, free).camera())).toBe("unsupported");
  });

  it("are not even asked for where the site around us forbids them", async () => {
    const asked: unknown[] = [];
    const media = { getUserMedia: async (what: unknown) => asked.push(what) as never };
    const devices = createDevices(media, (what) => what === "camera");
    expect([await troubleOf(devices.camera()), asked]).toEqual(["forbidden", []]);
  });

  it("offer no sharing of the screen where the browser cannot", async () => {
    const devices = createDevices(refusing("x"), free);
    expect(devices.canShareScreen).toBe(false);
    expect(await troubleOf(devices.screen())).toBe("missing");
  });
});
