import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { uuidv7 } from "uuidv7";
import type { Db } from "#server/platform/db/open-database.ts";
import { mailOutbox } from "#server/platform/db/schema/accounts.ts";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Where mails go. Nothing sends them yet: they wait in the table, and in the demo they lie in a folder to be read. */
export interface Mailbox {
  queue(mail: Mail): Promise<void>;
}

export function createMailbox(db: Db, log: Logger, folder: string | null): Mailbox {
  return {
    async queue({ to, subject, body }) {
      const id = uuidv7();
      const mail = { id, recipient: oneLine(to), subject: oneLine(subject), body };
      await db.insert(mailOutbox).values(mail);
      if (folder) await writeToFolder(folder, mail);
      log.info({ mail: id }, "mail queued");
    },
  };
}

interface StoredMail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
}

async function writeToFolder(folder: string, { id, recipient, subject, body }: StoredMail): Promise<void> {
  const head = [
    "From: Sidetone <no-reply@sidetone.invalid>",
    `To: ${recipient}`,
    `Subject: ${encodedWord(subject)}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${id}@sidetone.invalid>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
  ];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lines = [...head, "", ...body.split("\n")];
  await writeFile(join(folder, `${id}.eml`), `${lines.join("\r\n")}\r\n`, { mode: 0o600 });
}

/** A line break in a header would start another header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();

const encodedWord = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
