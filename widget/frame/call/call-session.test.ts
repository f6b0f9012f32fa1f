import { describe, expect, it } from "vitest";
import { DeviceFailure } from "./devices.ts";
import { aCall, settle, tab } from "./testing/fake-tab.ts";

async function aTalk() {
  const here = tab();
  here.session.start("voice");
  await settle();
  await here.hear({ state: "connected", agentName: "Ana", connectedAt: new Date(900_000).toISOString() });
  return here;
}

describe("a call in the page", () => {
  it("is begun only once the microphone is open, waits, and is talked in when somebody has answered", async () => {
    const { now, asked } = await aTalk();
    expect(asked).toEqual(["start nameless", "connect"]);
    expect(now()).toMatchObject({ phase: "talking", agentName: "Ana", connectedAt: 900_000 });
  });

  it("says whether it is recorded, and asks first where it is to be asked", async () => {
    const { session, hear, now, asked, says } = await aTalk();
    expect(now().recording).toBe("off");
    await hear({ recording: "asked" });
    says.refuses.agreed = "internal";
    session.answer(true);
    await settle();
    expect(now()).toMatchObject({ recording: "asked", notice: "answerFailed" });
    says.refuses = {};
    says.call = { ...says.call, version: says.call.version + 1, recording: "on" };
    session.answer(true);
    await settle();
    expect(asked.at(-1)).toBe("agreed true");
    expect(now()).toMatchObject({ recording: "on", notice: null });
    await hear({ recording: "paused" });
    expect(now().recording).toBe("paused");
  });

  it("asks for a name first where one is wanted, and only once", async () => {
    const { session, now, asked } = tab({ wantsName: true });
    session.start("voice", "", "Jo");
    expect(now()).toMatchObject({ phase: "asking", typed: "Jo" });
    session.named("João");
    await settle();
    expect(asked[0]).toBe("start João");
    const told = tab({ wantsName: true });
    told.session.start("voice", " Marina ");
    await settle();
    expect(told.asked[0]).toBe("start Marina");
    session.leave();
    session.start("voice");
    expect(now().phase).toBe("preparing");
  });

  it("rings nobody when the microphone is refused, says why, and works when it is allowed after that", async () => {
    for (const trouble of ["refused", "missing", "taken", "forbidden", "unsupported"] as const) {
      const { session, says, now, asked } = tab();
      says.device = new DeviceFailure(trouble);
      session.start("voice");
      await settle();
      expect([now().phase, now().trouble, asked]).toEqual(["trouble", trouble, []]);
      says.device = null;
      session.enter();
      await settle();
      expect(now()).toMatchObject({ phase: "waiting", trouble: null });
    }
  });

  it("goes on without a picture when the camera cannot be had, and says so", async () => {
    const { session, says, now } = tab();
    says.camera = new DeviceFailure("taken");
    says.call = aCall({ medium: "video" });
    session.start("video");
    await settle();
    expect(now()).toMatchObject({ phase: "waiting", notice: "noCamera", camera: "off" });
  });

  it("that was cancelled while it was being set up leaves nobody ringing and no microphone open", async () => {
    const { session, asked, live } = tab();
    session.start("voice");
    session.leave();
    await settle();
    expect([asked.includes("connect"), live()]).toEqual([false, []]);
    const late = tab();
    let goOn = () => {};
    late.says.before = new Promise((resolve) => {
      goOn = resolve;
    });
    late.session.start("voice");
    await settle();
    late.session.leave();
    goOn();
    await settle();
    expect([late.asked, late.live(), late.now().phase]).toEqual([["start nameless", "leave"], [], "none"]);
  });

  it("says what the server refuses, and what to do: not offered, in a call already, not set up", async () => {
    for (const [code, trouble] of [
      ["call.not_offered", "not_offered"],
      ["call.busy", "busy"],
      ["internal", "failed"],
    ] as const) {
      const { session, says, now, live } = tab();
      says.refuses.start = code;
      session.start("voice");
      await settle();
      expect([now().phase, now().trouble, live()]).toEqual(["trouble", trouble, []]);
    }
  });

  it("is over for him the moment he hangs up, whatever old news may say", async () => {
    const { session, now, live, peers, asked, hear } = await aTalk();
    session.leave();
    expect(now()).toMatchObject({ phase: "ended", agentName: "Ana", endedAt: 1_000_000 });
    expect([live(), peers.every(({ isClosed }) => isClosed)]).toEqual([[], true]);
    await settle();
    expect(asked.at(-1)).toBe("leave");
    await hear({ state: "connected" });
    expect(now().phase).toBe("ended");
  });

  it("is over when the server says so, or has none any more; nobody having come is said otherwise", async () => {
    const talk = await aTalk();
    await talk.hear({ state: "ended" });
    expect([talk.now().phase, talk.live()]).toEqual(["ended", []]);
    const forgotten = await aTalk();
    forgotten.session.heard(null);
    expect(forgotten.now().phase).toBe("ended");
    const alone = tab();
    alone.session.start("voice");
    await settle();
    await alone.hear({ state: "ended" });
    expect(alone.now().phase).toBe("missed");
  });

  it("goes on after a reload of the tab, and is not taken away by another tab", async () => {
    const first = await aTalk();
    const reloaded = tab({ kept: first.kept });
    await reloaded.hear({ state: "connected", agentName: "Ana" });
    expect([reloaded.now().phase, reloaded.asked]).toEqual(["talking", ["connect"]]);
    const other = tab();
    await other.hear({ state: "connected", agentName: "Ana" });
    expect([other.now().phase, other.asked, other.live()]).toEqual(["elsewhere", [], []]);
    other.says.refuses.connect = "call.elsewhere";
    other.session.enter();
    await settle();
    expect(other.now()).toMatchObject({ phase: "elsewhere", notice: "stillElsewhere" });
    expect(other.live()).toEqual([]);
    delete other.says.refuses.connect;
    other.session.enter();
    await settle();
    expect(other.now()).toMatchObject({ phase: "talking", notice: null });
  });

  it("is as the newest news have it, in whatever order they come", async () => {
    const { hear, now } = await aTalk();
    await hear({ state: "held", version: 9 });
    await hear({ state: "connected", version: 8 });
    expect(now().phase).toBe("held");
    await hear({ state: "connected", version: 10 });
    expect(now().phase).toBe("talking");
  });

  it("brings its sound anew when the server's media was lost, and not for what it knows", async () => {
    const { hear, asked, now } = await aTalk();
    await hear({ state: "held" });
    expect([now().phase, asked.filter((what) => what === "connect").length]).toEqual(["held", 1]);
    await hear({ mediaEpoch: 1 });
    await hear({ mediaEpoch: 1 });
    expect(asked.filter((what) => what === "connect")).toHaveLength(2);
  });

  it("is silent at once when he mutes himself, and heard again only when the server has said so", async () => {
    const { session, says, tracks, now } = await aTalk();
    const [microphone] = tracks;
    session.mute(true);
    expect(microphone?.enabled).toBe(false);
    await settle();
    says.refuses.mute = "internal";
    session.mute(false);
    await settle();
    expect([microphone?.enabled, now().muted, now().notice]).toEqual([false, true, "muteFailed"]);
    delete says.refuses.mute;
    session.mute(false);
    await settle();
    expect([microphone?.enabled, now().muted, now().notice]).toEqual([true, false, null]);
  });
});

describe("an invitation into a video call", () => {
  const invited = { medium: "video", state: "invited", agentName: "Ana" } as const;

  it("rings with nothing of his on, and is a call once he accepts", async () => {
    const { hear, session, now, rings, live, asked } = tab();
    await hear(invited);
    expect([now().phase, rings.at(-1), live(), asked]).toEqual(["invited", true, [], []]);
    session.enter();
    await settle();
    expect([now().phase, rings.at(-1), live()]).toEqual(["preparing", false, ["mic", "cam"]]);
    await hear({ state: "connected" });
    expect([now().phase, now().camera]).toEqual(["talking", "camera"]);
  });

  it("that he declines, or that is taken back, leaves no trace", async () => {
    const declined = tab();
    await declined.hear(invited);
    declined.session.leave();
    await settle();
    expect([declined.now().phase, declined.asked, declined.live()]).toEqual(["none", ["leave"], []]);
    await declined.hear(invited);
    expect(declined.now().phase).toBe("none");
    const withdrawn = tab();
    await withdrawn.hear(invited);
    await withdrawn.hear({ state: "ended" });
    expect(withdrawn.now().phase).toBe("none");
  });
});
