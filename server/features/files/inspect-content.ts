import { fileTypeFromBuffer } from "file-type";
import sharp, { type Sharp } from "sharp";

/** What the bytes are, whatever their sender called them. For images, the bytes are new ones. */
export interface Inspected {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly isImage: boolean;
  readonly width: number | null;
  readonly height: number | null;
}

/** Shown in the timeline. SVG is a program, and is not among them. */
const images = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);

/** Types that may be named when a file is downloaded; the rest is `application/octet-stream`. */
const named =
  /^(audio|video)\/[\w.+-]+$|^application\/(pdf|zip|gzip|x-7z-compressed|rtf|msword|vnd\.[\w.+-]+)$/;

const unknownType = "application/octet-stream";

/** An image of more pixels, all frames together, is kept as a file: decoding it would take the memory of many. */
const mostPixels = 50_000_000;

// Images are re-made one after the other, so that they leave the other core to the conversations.
sharp.concurrency(1);
sharp.cache(false);
let line: Promise<unknown> = Promise.resolve();

/** Finds the type from the content. Images are decoded and written anew, which drops place, camera and hidden code. */
export async function inspectContent(bytes: Uint8Array): Promise<Inspected> {
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? unknownType;
  const remade = images.has(type) ? await inTurn(() => remake(bytes, type)) : null;
  if (remade) return remade;
  return { bytes, type: named.test(type) ? type : unknownType, isImage: false, width: null, height: null };
}

/** null: it only looks like an image. */
async function remake(bytes: Uint8Array, type: string): Promise<Inspected | null> {
  try {
    const animated = type === "image/gif" || type === "image/webp";
    const source = sharp(bytes, { limitInputPixels: mostPixels, failOn: "error", animated }).autoOrient();
    const { data, info } = await encoders[type as keyof typeof encoders](source).toBuffer({
      resolveWithObject: true,
    });
    const height = info.pageHeight ?? info.height;
    return { bytes: data, type, isImage: true, width: info.width, height };
  } catch {
    return null;
  }
}

const encoders = {
  "image/jpeg": (image: Sharp) => image.jpeg({ quality: 90 }),
  "image/png": (image: Sharp) => image.png(),
  "image/webp": (image: Sharp) => image.webp({ quality: 90 }),
  "image/gif": (image: Sharp) => image.gif(),
};

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = line.then(work);
  line = turn.catch(() => undefined);
  return turn;
}
