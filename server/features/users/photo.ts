import { createHash } from "node:crypto";
import sharp from "sharp";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import type { UserProfile } from "#shared/contract/users.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { UsersDeps } from "./deps.ts";
import { type Caller, targetOf } from "./edit-account.ts";
import { findForChange } from "./find-person.ts";
import type { Person } from "./person.ts";
import { profileOf } from "./read-profile.ts";

/** The largest upload. */
const maxBytes = 5 * 1024 * 1024;
/** Decoding more would take the memory of many. */
const mostPixels = 50_000_000;
const side = 256;
const readable = new Set(["jpeg", "png", "webp"]);

export interface Photo {
  readonly etag: string;
  readonly base64: string;
}

let line: Promise<unknown> = Promise.resolve();

/** Decodes what was uploaded and makes a photo of our own from it: square, small, without place, camera or hidden code. */
export async function remakePhoto(file: File): Promise<Photo> {
  if (file.size === 0 || file.size > maxBytes) fail("photo.invalid", { size: file.size });
  const given = new Uint8Array(await file.arrayBuffer());
  // One after the other, so that photos leave the other core to the conversations.
  const turn = line.then(() => remade(given));
  line = turn.catch(() => undefined);
  return turn;
}

async function remade(given: Uint8Array): Promise<Photo> {
  try {
    const image = sharp(given, { limitInputPixels: mostPixels, failOn: "error" });
    const { format } = await image.metadata();
    if (!readable.has(format)) return fail("photo.invalid", { format });
    const bytes = await image
      .autoOrient()
      .resize(side, side, { fit: "cover" })
      .webp({ quality: 85 })
      .toBuffer();
    const etag = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
    return { etag, base64: bytes.toString("base64") };
  } catch (error) {
    return fail("photo.invalid", { reason: String(error) });
  }
}

/** Writes a photo (null: takes it away) and its entry; the person's row is locked. */
export async function writePhoto(
  tx: Work,
  { by }: Pick<Caller, "by">,
  person: Person,
  photo: Photo | null,
): Promise<void> {
  if (person.photo === (photo?.etag ?? null)) return;
  if (photo) {
    await tx.query(
      `insert into user_photos (user_id, etag, bytes_base64) values ($1, $2, $3)
       on conflict (user_id) do update set etag = excluded.etag, bytes_base64 = excluded.bytes_base64, updated_at = now()`,
      [person.id, photo.etag, photo.base64],
    );
  } else {
    await tx.query("delete from user_photos where user_id = $1", [person.id]);
  }
  await tx.query("update users set version = version + 1, updated_at = now() where id = $1", [person.id]);
  await recordActivity(tx, {
    workspaceId: person.workspaceId,
    actor: by,
    action: photo ? "user.photo_set" : "user.photo_removed",
    target: targetOf(person),
    before: { photo: person.photo },
    after: { photo: photo?.etag ?? null },
  });
}

/** Sets or removes somebody's photo. */
export const changePhoto =
  (deps: UsersDeps) =>
  async (caller: Caller, userId: string, file: File | null): Promise<UserProfile> => {
    const { actor } = caller;
    // Decoded before the row is locked, which takes a while.
    const photo = file && (await remakePhoto(file));
    const committed = await transact(deps.pool, async (tx) => {
      const { person } = await findForChange(tx, { actor, userId, permission: "users.photo.edit" });
      await writePhoto(tx, caller, person, photo);
    });
    await deps.news.publish(committed);
    return profileOf(deps.pool, actor, userId);
  };
