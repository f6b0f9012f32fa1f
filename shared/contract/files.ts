import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { ConversationId, FileId } from "./ids.ts";
import { procedure } from "./procedure.ts";

/** Largest file, in bytes. */
export const maxFileBytes = 10 * 1024 * 1024;

/** A stored file as messages carry it. `type` is found from the content, never believed from the sender. */
export const StoredFile = z.object({
  id: FileId,
  name: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  type: z.string(),
  /** Shown in the timeline; everything else is downloaded as an attachment. */
  isImage: z.boolean(),
  /** Pixels, for images. */
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
});
export type StoredFile = z.infer<typeof StoredFile>;

const Upload = z.object({ conversationId: ConversationId, file: z.file() });

export const files = {
  upload: procedure("conversation.reply")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/files",
      summary: "Upload a file, to be sent with a message",
    })
    .input(Upload)
    .output(StoredFile)
    .errors(pick("conversation.not_found", "conversation.not_assigned", "file.too_large", "file.empty")),
};

export const visitorFiles = {
  upload: procedure("visitor")
    .route({
      method: "POST",
      path: "/visitor/conversations/{conversationId}/files",
      summary: "Upload a file as the customer",
    })
    .input(Upload)
    .output(StoredFile)
    .errors(pick("conversation.not_found", "file.too_large", "file.empty")),
};
