import type { CallOutput, DesktopBridge } from "#shared/bridge/desktop.ts";
import type { SessionPort, SignInResult } from "./session-port.ts";

/** Sign-in by the desktop's main process, which keeps the token and proves each request; the page has none. */
export const createDesktopSession = (bridge: DesktopBridge): SessionPort => ({
  kind: "desktop",
  async place() {
    const { address } = await bridge.call("server.address.get");
    return address ? { address: address.replace(/\/+$/, ""), credentials: "omit" } : null;
  },
  setAddress: (address) => bridge.call("server.address.set", { address }),
  state: () => bridge.call("auth.state"),
  async signIn(email, password) {
    return plain(await bridge.call("auth.signIn", { email, password }));
  },
  async secondFactor(answer) {
    return plain(await bridge.call("auth.secondFactor", answer));
  },
  signOut: () => bridge.call("auth.signOut"),
  onChange: (listener) => bridge.on("auth.changed", ({ reason }) => listener(reason)),
});

function plain(result: CallOutput<"auth.signIn">): SignInResult {
  if (result.ok) return result;
  const { code, retryAfterSeconds } = result;
  return retryAfterSeconds === undefined ? { ok: false, code } : { ok: false, code, retryAfterSeconds };
}
