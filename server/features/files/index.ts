import type { FastifyInstance } from "fastify";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { count } from "#server/platform/count.ts";
import type { Db } from "#server/platform/db/open-database.ts";
import type { CallOf } from "#server/platform/http/call-factory.ts";
import { guarded } from "#server/platform/http/guard.ts";
import type { Visitor } from "#server/platform/http/request-context.ts";
import type { Storage } from "#server/platform/storage/folder-storage.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { type DownloadDeps, serveDownloads } from "./download-route.ts";
import { filesRepository, toStoredFile, type Uploader } from "./files-repository.ts";
import { createLibrary } from "./library.ts";
import { storeFile } from "./store-file.ts";
import { createFilesSweep, type SweepFilesDeps } from "./sweep-files.ts";

export { type FileLibrary, isInLibrary } from "./library.ts";
export { createFilesSweep } from "./sweep-files.ts";

export interface FilesDeps extends Omit<SweepFilesDeps, "storage"> {
  readonly db: Db;
  readonly storage: Storage;
  /** From the conversations: throws `conversation.not_found` when the conversation is not his to see. */
  mayAddFile(who: Actor | Visitor, conversationId: string): Promise<void>;
  mayReadFile: DownloadDeps["mayReadFile"];
}

/** Uploads in ten minutes. */
const uploads = { user: 120, visitor: 30 };

/** Files that people send one another. */
export function createFilesFeature({ pool, db, log, storage, mayAddFile, mayReadFile }: FilesDeps) {
  const repository = filesRepository(db);
  const store = storeFile({ repository, storage, countUpload: createUploadCount() });
  const upload = async (who: Actor | Visitor, conversationId: string, file: File): Promise<StoredFile> => {
    await mayAddFile(who, conversationId);
    return store({ workspaceId: who.workspaceId, conversationId, uploader: uploaderOf(who), file });
  };
  return {
    router: {
      files: {
        upload: guarded.files.upload.handler(({ context, input }) =>
          upload(context.user(), input.conversationId, input.file),
        ),
      },
      visitor: {
        files: {
          upload: guarded.visitor.files.upload.handler(({ context, input }) =>
            upload(context.visitor(), input.conversationId, input.file),
          ),
        },
      },
    },
    /** The files of a message about to be sent, in its order; throws `file.not_found` when one is not his. */
    async filesFor(
      ids: readonly string[],
      conversationId: string,
      uploader: Uploader,
    ): Promise<StoredFile[]> {
      if (ids.length === 0) return [];
      const rows = new Map(
        (await repository.findFor(ids, conversationId, uploader)).map((row) => [row.id, row]),
      );
      return ids.map((id) => toStoredFile(rows.get(id) ?? fail("file.not_found", { id })));
    },
    /** Files that belong to no conversation, and are copied into one when they are used. */
    library: createLibrary({ repository, storage, store }),
    sweep: createFilesSweep({ pool, storage, log }),
    serve: (app: FastifyInstance, callOf: CallOf) =>
      serveDownloads(app, { callOf, repository, storage, mayReadFile }),
  };
}

const uploaderOf = (who: Actor | Visitor): Uploader =>
  who.kind === "user" ? { kind: "user", id: who.id } : { kind: "visitor", id: who.customerId };

function createUploadCount() {
  const limits = {
    user: new RateLimiterMemory({ points: uploads.user, duration: 600 }),
    visitor: new RateLimiterMemory({ points: uploads.visitor, duration: 600 }),
  };
  return async ({ kind, id }: Uploader): Promise<void> => {
    await count(limits[kind], id);
  };
}
