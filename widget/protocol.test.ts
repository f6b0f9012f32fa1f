import { describe, expect, it } from "vitest";
import { hostShapes } from "./frame/host-shapes.ts";
import { frameShapes, heard } from "./protocol.ts";

const frame = { name: "our frame" };
const origin = "https://desk.example";
const event = (data: unknown, over: object = {}) => ({ data, origin, source: frame, ...over }) as never;
const hear = (data: unknown, over?: object) =>
  heard(event(data, over), { window: frame, origin }, frameShapes);

describe("what the site's page hears of the frame", () => {
  it("is a message of the known shape, from our frame and our origin", () => {
    expect(hear({ sidetone: { type: "unread", count: 3 } })).toEqual({ type: "unread", count: 3 });
    expect(hear({ sidetone: { type: "ready" } })).toEqual({ type: "ready" });
  });

  it.each([
    "https://evil.example",
    "https://desk.example.evil.test",
    "http://desk.example",
    "https://desk.example:8443",
    "null",
    "",
  ])("is nothing from the origin %j", (other) => {
    expect(hear({ sidetone: { type: "ready" } }, { origin: other })).toBeUndefined();
  });

  it("is nothing from another window of the same origin, or from none", () => {
    expect(hear({ sidetone: { type: "ready" } }, { source: { name: "popup" } })).toBeUndefined();
    expect(hear({ sidetone: { type: "ready" } }, { source: null })).toBeUndefined();
    const before = { window: null, origin };
    expect(
      heard(event({ sidetone: { type: "ready" } }, { source: null }), before, frameShapes),
    ).toBeUndefined();
  });

  it.each([
    null,
    undefined,
    1,
    "ready",
    [],
    {},
    { type: "ready" },
    { sidetone: null },
    { sidetone: "ready" },
    { sidetone: [] },
    { sidetone: {} },
    { sidetone: { type: "ready" }, more: 1 },
    { sidetone: { type: "ready", more: 1 } },
    { sidetone: { type: "toString" } },
    { sidetone: { type: "__proto__" } },
    { sidetone: { type: "constructor" } },
    { sidetone: { type: ["ready"] } },
    { sidetone: { type: "unread" } },
    { sidetone: { type: "unread", count: -1 } },
    { sidetone: { type: "unread", count: 1.5 } },
    { sidetone: { type: "unread", count: "3" } },
    { sidetone: { type: "unread", count: { valueOf: 3 } } },
    { sidetone: { type: "active", value: 1 } },
    { sidetone: { type: "shutdown" } },
  ])("is nothing of the odd shape %j", (data) => {
    expect(hear(data)).toBeUndefined();
  });
});

describe("what the frame hears of the site's page", () => {
  const config = {
    workspaceName: "Lumina",
    accent: "#0f766e",
    languages: ["en"],
    prechat: { askName: true, askEmail: false },
    open: true,
    opensAt: null,
    identity: "optional",
    visitors: false,
    calls: { voice: true, video: false },
    siteTicket: "ticket",
  };
  const init = {
    type: "init",
    config,
    page: { url: "https://shop.example/", title: "Shop" },
    language: "en",
    identity: "",
    queue: "Sales",
    open: false,
  };
  const listen = (message: unknown) =>
    heard(event({ sidetone: message }), { window: frame, origin }, hostShapes);

  it("is the start, with settings of the very shape that the server gives", () => {
    expect(listen(init)).toEqual(init);
    expect(listen({ type: "shown", open: true, full: false })).toBeTruthy();
    expect(listen({ type: "identify", token: "x" })).toBeTruthy();
  });

  it.each([
    ["a colour that is more than a colour", { config: { ...config, accent: "red;background:url(//evil)" } }],
    ["settings with something added", { config: { ...config, extra: true } }],
    ["calls of an unknown kind", { config: { ...config, calls: { voice: true, video: true, fax: true } } }],
    ["an unknown way to identify", { config: { ...config, identity: "none" } }],
    ["an address that is no text", { page: { url: 1, title: "x" } }],
    ["a title of a megabyte", { page: { url: "https://a.example", title: "x".repeat(1_000_000) } }],
    ["an endless identity token", { identity: "x".repeat(10_000) }],
  ])("is nothing with %s", (_what, change) => {
    expect(listen({ ...init, ...change })).toBeUndefined();
  });
});
