import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { inspectContent } from "./inspect-content.ts";

const picture = () => sharp({ create: { width: 40, height: 20, channels: 3, background: "#0f766e" } });
const text = (content: string) => new TextEncoder().encode(content);
const holds = (bytes: Uint8Array, needle: string) => Buffer.from(bytes).includes(needle);

describe("what a file really is", () => {
  it.each(["jpeg", "png", "webp", "gif"] as const)("a %s is an image, with its measures", async (format) => {
    const bytes = await picture().toFormat(format).toBuffer();
    expect(await inspectContent(bytes)).toMatchObject({
      type: `image/${format}`,
      isImage: true,
      width: 40,
      height: 20,
    });
  });

  it("a photograph loses the place where it was taken", async () => {
    const exif = {
      IFD0: { Copyright: "PLANTED-OWNER" },
      IFD3: { GPSLatitude: "41/1 24/1 12/1", GPSLatitudeRef: "N" },
    };
    const photo = await picture().jpeg().withExif(exif).toBuffer();
    expect(holds(photo, "PLANTED-OWNER")).toBe(true);
    const { bytes } = await inspectContent(photo);
    expect(holds(bytes, "PLANTED-OWNER")).toBe(false);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  it("a photograph that was turned by its metadata stands upright after it", async () => {
    const photo = await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await inspectContent(photo)).toMatchObject({ width: 20, height: 40 });
  });

  it("a picture with a script behind it comes out as the picture alone", async () => {
    const gif = await picture().gif().toBuffer();
    const polyglot = Buffer.concat([gif, Buffer.from("/*<script>alert(1)</script>*/=1;")]);
    const { bytes, isImage } = await inspectContent(polyglot);
    expect(isImage).toBe(true);
    expect(holds(bytes, "<script>")).toBe(false);
  });

  it.each([
    ["a page", "<!doctype html><script>alert(1)</script>"],
    ["a drawing with a script", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ["a drawing with a declaration", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["a script that begins like a GIF", "GIF89a/*\u0000*/=1;alert(document.cookie)"],
    ["half of a PNG's signature", "\u0089PNG"],
    ["plain text", "hello"],
  ])("%s is no image, and its type is not named", async (_, content) => {
    expect(await inspectContent(text(content))).toMatchObject({
      type: "application/octet-stream",
      isImage: false,
    });
  });

  it("a picture of more pixels than memory should hold is a file, not an image", async () => {
    const wide = { create: { width: 16_000, height: 4_000, channels: 3 as const, background: "white" } };
    const bomb = await sharp({ ...wide, limitInputPixels: false })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(await inspectContent(bomb)).toMatchObject({ isImage: false, type: "application/octet-stream" });
  });

  it("a document keeps its name of type, for the one who downloads it", async () => {
    expect(await inspectContent(text("%PDF-1.7\n%âãÏÓ\n"))).toMatchObject({
      type: "application/pdf",
      isImage: false,
    });
  });
});
