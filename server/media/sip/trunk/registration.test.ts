import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aTrunk } from "../testing/a-trunk.ts";
import { openFakeEndpoint } from "../testing/fake-wire.ts";
import { type RegistrationState, refreshAfter, retryAfter, startRegistration } from "./registration.ts";

const account = { user: "shop", password: "secret" };
let endpoint: Awaited<ReturnType<typeof openFakeEndpoint>>;
beforeEach(async () => {
  vi.useFakeTimers();
  endpoint = await openFakeEndpoint(undefined, () => account);
});
afterEach(async () => {
  await endpoint.close();
  vi.useRealTimers();
});

async function aRegistration() {
  const states: RegistrationState[] = [];
  const trunk = aTrunk({ account, registerSeconds: 600, domain: "carrier.example" });
  const registration = startRegistration({
    endpoint,
    trunk,
    callId: "register-1",
    onState: (state) => states.push(state),
    random: () => 1,
  });
  await settle();
  return { states, registration };
}

const settle = () => vi.advanceTimersByTimeAsync(1);
const header = (message: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, "im").exec(message)?.[1]?.trim();
const requests = () =>
  endpoint.sent.map(({ message }) => message).filter((message) => message.startsWith("REGISTER"));

/** The carrier answers the last request. */
async function answer(status: string, ...more: string[]) {
  const last = requests().at(-1) ?? "";
  const copied = ["Via", "From", "To", "Call-ID", "CSeq"].map((name) => `${name}: ${header(last, name)}`);
  endpoint.hear([`SIP/2.0 ${status}`, ...copied, ...more, "Content-Length: 0", "\r\n"].join("\r\n"));
  await settle();
}

describe("a line that has to be registered", () => {
  it("says who it is when asked, and comes again in time, with a new number each time", async () => {
    const { states } = await aRegistration();
    await answer("401 Unauthorized", 'WWW-Authenticate: Digest realm="carrier", nonce="n1", qop="auth"');

    expect(header(requests()[1] ?? "", "Authorization")).toMatch(/^Digest username="shop", realm="carrier"/);
    await answer(
      "200 OK",
      "Contact: <sip:other@192.0.2.1>;expires=30, <sip:shop@192.0.2.1:5060>;expires=100",
    );
    expect(states.at(-1)).toEqual({ state: "registered", seconds: 100 });

    await vi.advanceTimersByTimeAsync(refreshAfter(100) * 1_000);
    expect(requests().map((message) => header(message, "CSeq"))).toEqual([
      "1 REGISTER",
      "2 REGISTER",
      "3 REGISTER",
    ]);
    expect(new Set(requests().map((message) => header(message, "Call-ID")))).toEqual(new Set(["register-1"]));
  });

  it("asks for longer when the carrier finds it too short", async () => {
    await aRegistration();
    await answer("423 Interval Too Brief", "Min-Expires: 3600");

    expect(header(requests()[1] ?? "", "Expires")).toBe("3600");
  });

  it("says that the password is wrong, and tries less and less often", async () => {
    const { states } = await aRegistration();
    await answer("403 Forbidden");
    expect(states.at(-1)).toEqual({ state: "refused", status: 403, retrySeconds: 30 });

    await vi.advanceTimersByTimeAsync(30_000);
    await answer("503 Service Unavailable", "Retry-After: 120");
    expect(states.at(-1)).toEqual({ state: "unreachable", status: 503, retrySeconds: 120 });
    expect(requests()).toHaveLength(2);
  });

  it("is unreachable when nothing answers in half a minute", async () => {
    const { states } = await aRegistration();
    await vi.advanceTimersByTimeAsync(32_500);

    expect(states.at(-1)).toEqual({ state: "unreachable", status: 408, retrySeconds: 30 });
  });

  it("is taken back at the end", async () => {
    const { registration } = await aRegistration();
    await answer("200 OK", "Expires: 600");
    const stopped = registration.stop();
    await settle();
    await answer("200 OK");
    await stopped;

    expect(header(requests().at(-1) ?? "", "Expires")).toBe("0");
  });
});

it("tries again after half a minute first, after half an hour at last, and half of that by chance", () => {
  expect([1, 2, 3, 7, 99].map((failures) => retryAfter(failures, () => 1))).toEqual([
    30, 60, 120, 1_800, 1_800,
  ]);
  expect(retryAfter(3, () => 0)).toBe(60);
});
