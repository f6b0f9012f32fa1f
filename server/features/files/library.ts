import type { Storage } from "#server/platform/storage/folder-storage.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { type FileRow, type FilesRepository, toStoredFile } from "./files-repository.ts";
import type { Upload } from "./store-file.ts";

/** A file of the library names its workspace where others name their conversation. */
export const isInLibrary = (file: Pick<FileRow, "workspaceId" | "conversationId">): boolean =>
  file.conversationId === file.workspaceId;

interface LibraryDeps {
  readonly repository: Pick<FilesRepository, "add" | "findIn" | "remove">;
  readonly storage: Pick<Storage, "copy" | "remove">;
  readonly store: (upload: Upload) => Promise<StoredFile>;
}

export type FileLibrary = ReturnType<typeof createLibrary>;

/** The files of a workspace's shortcuts. Who may read or use them is the shortcuts' to say. */
export function createLibrary({ repository, storage, store }: LibraryDeps) {
  return {
    add: ({ workspaceId, id }: Pick<Actor, "workspaceId" | "id">, file: File): Promise<StoredFile> =>
      store({ workspaceId, conversationId: workspaceId, uploader: { kind: "user", id }, file }),

    /** Those of `ids` that are there, with who put them there. */
    async find(
      ids: readonly string[],
      workspaceId: string,
    ): Promise<(StoredFile & { uploaderId: string })[]> {
      const rows = await repository.findIn(ids, workspaceId);
      return rows.map((row) => ({ ...toStoredFile(row), uploaderId: row.uploaderId }));
    },

    /** Copies into a conversation, as if this person had uploaded them there now. */
    async copyInto(ids: readonly string[], { workspaceId, id }: Actor, conversationId: string) {
      const rows = new Map((await repository.findIn(ids, workspaceId)).map((row) => [row.id, row]));
      const copies: StoredFile[] = [];
      for (const one of ids) {
        const { id: _, createdAt: __, ...file } = rows.get(one) ?? fail("file.not_found", { id: one });
        const storageKey = (await storage.copy(file.storageKey)) ?? fail("file.not_found", { id: one });
        const copy = { ...file, conversationId, uploaderKind: "user" as const, uploaderId: id, storageKey };
        copies.push(toStoredFile(await repository.add(copy)));
      }
      return copies;
    },

    /** Takes files away that nothing names any more. The rows go first: what is left over then is only bytes. */
    async remove(ids: readonly string[], workspaceId: string): Promise<void> {
      for (const { storageKey } of await repository.remove(ids, workspaceId))
        await storage.remove(storageKey);
    },
  };
}
