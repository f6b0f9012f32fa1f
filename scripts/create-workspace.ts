// npm run workspace:create: a company's workspace with its first queue and its owner. The server may be running or not.
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "#server/app/config.ts";
import { createWorkspace, WorkspaceRefused } from "#server/features/workspaces/index.ts";
import { migrateDatabase } from "#server/platform/db/migrate.ts";
import { openDatabase } from "#server/platform/db/open-database.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { endWithSentence } from "./command-line-database.ts";

const usage = `npm run workspace:create -- --name "My shop" --key my-shop --owner-email owner@my-shop.example
  [--owner-name NAME] [--language en|pt-BR|es|it] [--site https://my-shop.example]... [--queue NAME] [--password-stdin]
  [--scheme standard|vivocha|aivo-live|voximplant-kit]`;

const given = { type: "string" } as const;
const options = {
  name: given,
  key: given,
  "owner-email": given,
  "owner-name": { ...given, default: "Owner" },
  language: { ...given, default: "en" },
  site: { ...given, multiple: true, default: [] as string[] },
  queue: { ...given, default: "Questions" },
  scheme: { ...given, default: "standard" },
  "password-stdin": { type: "boolean", default: false },
} as const;

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new WorkspaceRefused(`${(error as Error).message}\n${usage}`);
  }
}

function tell(publicUrl: string, key: string, link: string | null): string {
  const lines = [
    link ? `The owner chooses his password here, once, within a day: ${link}` : "The owner can sign in.",
    `The desk in a browser: ${publicUrl}/app`,
    `For the company's pages: <script async src="${publicUrl}/widget.js" data-workspace="${key}"></script>`,
  ];
  return lines.join("\n");
}

await endWithSentence(async () => {
  const values = readArguments();
  const { name, key, "owner-email": ownerEmail, "owner-name": ownerName, language, site: sites } = values;
  if (!name || !key || !ownerEmail) throw new WorkspaceRefused(usage);
  const config = readConfig(process.env);
  if (config.port === 0) throw new ConfigError(["PORT=0 has no lasting address: set PORT or PUBLIC_URL."]);
  const password = values["password-stdin"] ? (await text(process.stdin)).replace(/\r?\n$/, "") : null;
  const { databaseUrl, dataDir, publicUrl } = config;
  const database = await openDatabase({ databaseUrl, dataDir, log: createLogger("silent") });
  try {
    await migrateDatabase(database.pool);
    const asked = { name, key, ownerEmail, ownerName, sites, queue: values.queue, password };
    const made = await createWorkspace(database.db, publicUrl, {
      ...asked,
      language: language as "en",
      scheme: values.scheme as "standard",
    });
    console.log(tell(publicUrl, made.key, made.link));
  } finally {
    await database.close();
  }
});
