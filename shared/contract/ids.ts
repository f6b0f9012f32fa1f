import * as z from "zod";
import { languages } from "#shared/domain/languages.ts";
import { isTimeZone } from "#shared/domain/opening-hours.ts";
import { personText } from "./text.ts";

export const WorkspaceId = z.uuid().brand("WorkspaceId");
export const UserId = personText(64).min(1).brand("UserId");
export const CustomerId = z.uuid().brand("CustomerId");
export const QueueId = z.uuid().brand("QueueId");
export const ConversationId = z.uuid().brand("ConversationId");
export const OfferId = z.uuid().brand("OfferId");
export const FileId = z.uuid().brand("FileId");
export const HelpId = z.uuid().brand("HelpId");
/** Made by the client before it sends, so that a retry is recognised and answered with the first result. */
export const ClientId = z.uuid().brand("ClientId");

export type WorkspaceId = z.infer<typeof WorkspaceId>;
export type UserId = z.infer<typeof UserId>;
export type CustomerId = z.infer<typeof CustomerId>;
export type QueueId = z.infer<typeof QueueId>;
export type ConversationId = z.infer<typeof ConversationId>;
export type OfferId = z.infer<typeof OfferId>;
export type FileId = z.infer<typeof FileId>;
export type HelpId = z.infer<typeof HelpId>;
export type ClientId = z.infer<typeof ClientId>;

/** A moment on the server's clock, ISO 8601 in UTC. */
export const Moment = z.iso.datetime();

/** Languages of the product's own texts. */
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

export const GroupId = z.uuid().brand("GroupId");
export type GroupId = z.infer<typeof GroupId>;
export const SkillId = z.uuid().brand("SkillId");
export type SkillId = z.infer<typeof SkillId>;
export const InvitationId = z.uuid().brand("InvitationId");
export type InvitationId = z.infer<typeof InvitationId>;
/** The name of a role within its workspace; custom ones begin with `custom-`. */
export const RoleKey = z.string().regex(/^[a-z0-9-]{2,64}$/, "is not the key of a role");
export type RoleKey = z.infer<typeof RoleKey>;

/** An e-mail address, in small letters. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "is longer than 254 characters")
  .pipe(z.email("is not an e-mail address"));
/** An IANA time zone, such as `Europe/Rome`. */
export const TimeZone = z.string().max(64).refine(isTimeZone, "is not a time zone such as Europe/Rome");
