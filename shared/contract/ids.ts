import * as z from "zod";
import { languages } from "#shared/domain/languages.ts";

export const WorkspaceId = z.uuid().brand("WorkspaceId");
export const UserId = z.string().min(1).max(64).brand("UserId");
export const CustomerId = z.uuid().brand("CustomerId");
export const QueueId = z.uuid().brand("QueueId");
export const ConversationId = z.uuid().brand("ConversationId");
export const OfferId = z.uuid().brand("OfferId");
export const FileId = z.uuid().brand("FileId");
/** Made by the client before it sends, so that a retry is recognised and answered with the first result. */
export const ClientId = z.uuid().brand("ClientId");

export type WorkspaceId = z.infer<typeof WorkspaceId>;
export type UserId = z.infer<typeof UserId>;
export type CustomerId = z.infer<typeof CustomerId>;
export type QueueId = z.infer<typeof QueueId>;
export type ConversationId = z.infer<typeof ConversationId>;
export type OfferId = z.infer<typeof OfferId>;
export type FileId = z.infer<typeof FileId>;
export type ClientId = z.infer<typeof ClientId>;

/** A moment on the server's clock, ISO 8601 in UTC. */
export const Moment = z.iso.datetime();

/** Languages of the product's own texts. */
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;
