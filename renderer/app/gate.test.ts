import { expect, it } from "vitest";
import type { SessionPort } from "#renderer/platform/session/session-port.ts";
import type { Ways } from "./doors.ts";
import { createGate } from "./gate.ts";

it("shows no sign-in form while the page is about to be loaded for another workspace, since what is typed would be lost", async () => {
  let tell: Parameters<SessionPort["onChange"]>[0] = () => {};
  const session = {
    place: async () => ({ address: "https://work.example.com", credentials: "omit" }),
    state: async () => ({ signedIn: false, persistence: null }),
    onChange: (listener: typeof tell) => {
      tell = listener;
      return () => {};
    },
  } as unknown as SessionPort;
  const gate = createGate({ session } as Ways);
  gate.enter();
  await expect.poll(() => gate.state.get().kind).toBe("signIn");

  tell("address_changed");
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(gate.state.get().kind).toBe("opening");
});
