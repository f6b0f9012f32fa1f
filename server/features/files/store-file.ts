import { createHash } from "node:crypto";
import type { Storage } from "#server/platform/storage/folder-storage.ts";
import { maxFileBytes, type StoredFile } from "#shared/contract/files.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type FilesRepository, toStoredFile, type Uploader } from "./files-repository.ts";
import { inspectContent } from "./inspect-content.ts";
import { shownName } from "./shown-name.ts";

export interface StoreDeps {
  readonly repository: Pick<FilesRepository, "add">;
  readonly storage: Storage;
  /** Throws `request.rate_limited`. */
  countUpload(uploader: Uploader): Promise<void>;
}

export interface Upload {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly uploader: Uploader;
  readonly file: File;
}

/** Takes a file in: size, type by content, name made harmless, bytes on disk, and only then the row. */
export const storeFile =
  ({ repository, storage, countUpload }: StoreDeps) =>
  async ({ workspaceId, conversationId, uploader, file }: Upload): Promise<StoredFile> => {
    if (file.size === 0) fail("file.empty");
    if (file.size > maxFileBytes) fail("file.too_large");
    await countUpload(uploader);
    const { bytes, ...found } = await inspectContent(new Uint8Array(await file.arrayBuffer()));
    const storageKey = await storage.put(bytes);
    const row = await repository.add({
      ...found,
      workspaceId,
      conversationId,
      uploaderKind: uploader.kind,
      uploaderId: uploader.id,
      name: shownName(file.name),
      size: bytes.byteLength,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      storageKey,
    });
    return toStoredFile(row);
  };
