import type { FastifyInstance } from "fastify";
import * as z from "zod";
import type { CallOf } from "#server/platform/http/call-factory.ts";
import type { IncomingCall, Visitor } from "#server/platform/http/request-context.ts";
import { sendFailure } from "#server/platform/http/send-failure.ts";
import type { Storage } from "#server/platform/storage/folder-storage.ts";
import { AppError, fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { FileRow, FilesRepository } from "./files-repository.ts";
import { contentDisposition } from "./shown-name.ts";

export interface DownloadDeps {
  readonly callOf: CallOf;
  readonly repository: Pick<FilesRepository, "find">;
  readonly storage: Storage;
  /** From the conversations: throws when the file is not his to read. */
  mayReadFile(who: Actor | Visitor, file: FileRow): Promise<void>;
}

/** `GET /api/v1/files/{id}`: for those who may see the conversation. A foreign file looks like none. */
export function serveDownloads(app: FastifyInstance, deps: DownloadDeps): void {
  app.get<{ Params: { id: string } }>("/api/v1/files/:id", async (request, reply) => {
    try {
      const who = await callerOf(deps.callOf(request));
      const file = await findFor(deps, who, request.params.id);
      const opened = (await deps.storage.open(file.storageKey)) ?? fail("file.not_found");
      reply.headers(headersOf(file)).header("content-length", opened.size);
      return reply.send(opened.stream);
    } catch (error) {
      if (error instanceof AppError) return sendFailure(reply, error.code);
      throw error;
    }
  });
}

async function callerOf(call: IncomingCall): Promise<Actor | Visitor> {
  const who = (await call.resolveActor()) ?? (await call.resolveVisitor());
  await call.countCall(
    who === null ? `ip:${call.ip}` : who.kind === "user" ? `user:${who.id}` : `visitor:${who.customerId}`,
  );
  return who ?? fail("session.required");
}

async function findFor(deps: DownloadDeps, who: Actor | Visitor, id: string): Promise<FileRow> {
  const file = z.uuid().safeParse(id).success ? await deps.repository.find(id) : undefined;
  if (file?.workspaceId !== who.workspaceId) return fail("file.not_found");
  await deps.mayReadFile(who, file).catch((error: unknown) => {
    throw error instanceof AppError ? new AppError("file.not_found") : error;
  });
  return file;
}

/** Whatever the bytes are, a browser must neither run them nor guess at them. */
const headersOf = ({ isImage, type, name }: FileRow): Record<string, string> => ({
  "content-type": type,
  "content-disposition": contentDisposition(isImage ? "inline" : "attachment", name),
  "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
  "cache-control": "private, max-age=3600, immutable",
  // The desktop's page lives at app://sidetone and shows images of the server.
  "cross-origin-resource-policy": "cross-origin",
});
