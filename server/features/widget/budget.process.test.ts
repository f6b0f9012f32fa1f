import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWidget } from "./testing/built-widget.ts";

/** Bytes after gzip. What is promised is 45 kB; what we allow ourselves is less. */
const limits = { loader: 4_200, firstPaint: 36_000, chat: 55_000, calls: 13_000 };

let built: Awaited<ReturnType<typeof buildWidget>>;
let files: { name: string; size: number; text: string }[];

beforeAll(async () => {
  built = await buildWidget();
  const names = await readdir(built.folder, { recursive: true });
  const wanted = names.filter((name) => /\.(js|css|html)$/.test(name));
  files = await Promise.all(
    wanted.map(async (name) => {
      const content = await readFile(join(built.folder, name));
      return { name, size: gzipSync(content, { level: 9 }).length, text: content.toString() };
    }),
  );
});
afterAll(() => built.remove());

const sum = (list: readonly { size: number }[]) => list.reduce((total, { size }) => total + size, 0);
const named = (name: string) => files.find((file) => file.name === name);

/** What the page of the frame names itself: what comes later is not needed for the first look. */
const firstPaint = () => {
  const page = named("index.html");
  return files.filter(
    ({ name }) => ["widget.js", "index.html"].includes(name) || page?.text.includes(`/widget/${name}`),
  );
};

/** What is loaded when somebody calls, and not before. */
const ofCalls = () => files.filter(({ name }) => /^assets\/call-/.test(name));

describe("the weight of the widget", () => {
  it("stays within its budget", () => {
    const table = files.map(({ name, size }) => ({
      name,
      gzip: size,
      firstPaint: firstPaint().some((file) => file.name === name),
    }));
    console.table([
      ...table,
      { name: "to first paint", gzip: sum(firstPaint()), firstPaint: true },
      { name: "for calls alone", gzip: sum(ofCalls()), firstPaint: false },
      { name: "everything else", gzip: sum(files) - sum(ofCalls()), firstPaint: false },
    ]);
    expect(
      firstPaint()
        .map(({ name }) => name.split(".").at(-1))
        .sort(),
    ).toEqual(["css", "html", "js", "js"]);
    expect(named("widget.js")?.size).toBeLessThan(limits.loader);
    expect(sum(firstPaint())).toBeLessThan(limits.firstPaint);
    expect(sum(files) - sum(ofCalls())).toBeLessThan(limits.chat);
    expect(sum(ofCalls())).toBeLessThan(limits.calls);
  });

  it("has nothing of calls before somebody calls", () => {
    const media = files.filter(({ text }) => /RTCPeerConnection|getUserMedia/.test(text));
    expect(media.map(({ name }) => name)).toEqual([expect.stringMatching(/^assets\/call-[\w-]+\.js$/)]);
    expect(firstPaint().filter((file) => ofCalls().includes(file))).toEqual([]);
  });

  it("carries no schema library, and no source of our own names", () => {
    for (const { name, text } of files) expect(text, name).not.toMatch(/ZodError|_zod|@orpc/);
  });

  it("has a loader that is one plain script without imports", () => {
    expect(named("widget.js")?.text).not.toMatch(
      /\bimport\b|\bexport\b|\brequire\(|innerHTML|\beval\b|new Function/,
    );
  });
});
