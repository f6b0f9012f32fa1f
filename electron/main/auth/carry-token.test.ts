import { describe, expect, it } from "vitest";
import { carriesToken, startCarryingTokens } from "./carry-token.ts";

const server = "https://work.example";
const top = { url: "app://sidetone/workspace", top: null as unknown };
top.top = top;
const asked = (url: string, over: object = {}) => ({
  url,
  method: "GET",
  webContentsId: 1,
  frame: top,
  ...over,
});

describe("which requests get the access token", () => {
  it.each([
    "https://work.example/api/v1/me",
    "https://work.example/api/v1/files/1",
    "wss://work.example/socket.io/?EIO=4",
  ])("our page's %s", (url) => {
    expect(carriesToken(asked(url), server)).toBe(true);
  });

  it.each([
    "https://evil.example/api/v1/me",
    "https://work.example.evil.example/api/v1/me",
    "https://work.example@evil.example/api/v1/me",
    "http://work.example/api/v1/me",
    "https://work.example:444/api/v1/me",
    "wss://evil.example/socket.io/",
    "https://work.example/widget/frame",
    "https://work.example/apiary",
    "https://work.example/api/auth/get-session",
    "https://work.example/",
  ])("not %s", (url) => {
    expect(carriesToken(asked(url), server)).toBe(false);
  });

  it("not a preflight, a frame inside the page, a foreign page, the main process, or a desktop without an address", () => {
    const url = "https://work.example/api/v1/me";
    expect(carriesToken(asked(url, { method: "OPTIONS" }), server)).toBe(false);
    expect(carriesToken(asked(url, { frame: { url: "app://sidetone/", top } }), server)).toBe(false);
    const foreign = { url: "https://evil.example/", top: null as unknown };
    foreign.top = foreign;
    expect(carriesToken(asked(url, { frame: foreign }), server)).toBe(false);
    expect(carriesToken(asked(url, { frame: null }), server)).toBe(false);
    expect(carriesToken({ url, method: "GET", frame: top }, server)).toBe(false);
    expect(carriesToken(asked(url), null)).toBe(false);
  });
});

type Headers = Record<string, string>;
function aSession(accessToken: () => string | undefined | Promise<string | undefined>) {
  // biome-ignore lint/suspicious/noExplicitAny: the fake keeps Electron's two listeners
  const listeners: Record<string, any> = {};
  const refused: string[] = [];
  startCarryingTokens({
    webRequest: {
      onBeforeSendHeaders: (_filter, listener) => {
        listeners.send = listener;
      },
      onHeadersReceived: (_filter, listener) => {
        listeners.receive = listener;
      },
    },
    serverAddress: () => server,
    accessToken,
    tokenRefused: async (token) => refused.push(token),
  });
  const send = (id: number, url: string, requestHeaders: Headers = {}, over: object = {}) =>
    new Promise<{ requestHeaders?: Headers }>((resolve) =>
      listeners.send({ ...asked(url, over), id, requestHeaders }, resolve),
    );
  const receive = (id: number, statusCode: number, responseHeaders: Record<string, string[]> = {}) =>
    new Promise<{ responseHeaders?: Record<string, string[]> }>((resolve) =>
      listeners.receive(
        { ...asked("https://work.example/api/v1/me"), id, statusCode, responseHeaders },
        resolve,
      ),
    );
  return { send, receive, refused };
}

describe("carrying the access token", () => {
  const url = "https://work.example/api/v1/me";

  it("replaces whatever the page wrote into the header", async () => {
    const session = aSession(() => "good");
    expect(await session.send(1, url, { authorization: "Bearer mine", Accept: "x" })).toEqual({
      requestHeaders: { Accept: "x", Authorization: "Bearer good" },
    });
  });

  it("waits for a token that is being minted, and goes without one when there is none", async () => {
    expect(await aSession(async () => "later").send(1, url)).toEqual({
      requestHeaders: { Authorization: "Bearer later" },
    });
    expect(await aSession(() => Promise.reject(new Error("x"))).send(1, url)).toEqual({ requestHeaders: {} });
    expect(await aSession(() => undefined).send(1, url)).toEqual({ requestHeaders: {} });
  });

  it("leaves other requests as they are", async () => {
    expect(await aSession(() => "good").send(1, "https://evil.example/api/v1/me")).toEqual({});
  });

  it("says which token the server refused, once a request", async () => {
    const session = aSession(() => "stale");
    await session.send(1, url);
    await session.send(2, url);
    await session.receive(1, 401);
    await session.receive(1, 401);
    await session.receive(2, 200);
    await session.receive(3, 401);
    expect(session.refused).toEqual(["stale"]);
  });

  it("keeps the server's refresh token from the page", async () => {
    const answer = await aSession(() => "good").receive(1, 200, {
      "Set-Auth-Token": ["secret"],
      "x-other": ["1"],
    });
    expect(answer.responseHeaders).toEqual({ "x-other": ["1"] });
  });
});
