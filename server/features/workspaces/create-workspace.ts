import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import * as z from "zod";
import type { Db } from "#server/platform/db/open-database.ts";
import { users } from "#server/platform/db/schema/accounts.ts";
import { queueMembers } from "#server/platform/db/schema/queue-members.ts";
import { queues, workspaces } from "#server/platform/db/schema/workspaces.ts";
import { Language } from "#shared/contract/ids.ts";
import { personLine } from "#shared/contract/text.ts";
import { defaultSecurity } from "#shared/domain/settings.ts";
import { schemeNames, schemes } from "#shared/permissions/schemes/index.ts";
import { createPasswords, createUser, firstPasswordLink, passwordProblem } from "../accounts/index.ts";
import { addFirstDispositions } from "../dispositions/index.ts";

/** A workspace that cannot be made as it was asked for; `message` has a sentence for each reason. */
export class WorkspaceRefused extends Error {
  override readonly name = "WorkspaceRefused";
}

const named = (what: string) =>
  personLine(120).pipe(z.string({ error: `${what} must be one line` }).min(1, `${what} must not be empty.`));

const NewWorkspace = z.object({
  name: named("--name"),
  key: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{1,62}[a-z0-9])$/, "--key must be 3 to 64 of a-z, 0-9 and -, e.g. my-shop."),
  ownerEmail: z.email("--owner-email must be an e-mail address.").max(254).toLowerCase(),
  ownerName: named("--owner-name"),
  queue: named("--queue"),
  language: z.enum(Language.options, `--language must be one of ${Language.options.join(", ")}.`),
  /** The catalogue of roles; chosen now and never changed. */
  scheme: z.enum(schemeNames, `--scheme must be one of ${schemeNames.join(", ")}.`).default("standard"),
  sites: z.array(
    z
      .string()
      .refine(
        (site) => URL.canParse(site) && new URL(site).origin === site && /^https?:/.test(site),
        "--site must be an origin without a path, e.g. https://shop.example.",
      ),
  ),
  /** null: the owner chooses it behind the link. */
  password: z.string().nullable(),
});

export interface MadeWorkspace {
  readonly key: string;
  /** Where the owner chooses his password, once, within a day; null when it was given. */
  readonly link: string | null;
}

/** Makes a company's workspace with its first queue and its owner, who has the scheme's highest role, whole or not at all. */
export async function createWorkspace(
  db: Db,
  publicUrl: string,
  asked: z.input<typeof NewWorkspace>,
): Promise<MadeWorkspace> {
  const checked = NewWorkspace.safeParse(asked);
  const weakness = await passwordWeakness(asked);
  if (!checked.success || weakness) {
    const wrong = checked.error?.issues.map(({ message }) => message) ?? [];
    throw new WorkspaceRefused([...wrong, ...(weakness ? [`The password ${weakness}.`] : [])].join("\n"));
  }
  const { name, key, ownerEmail: email, ownerName, queue, language, scheme, sites, password } = checked.data;
  return db.transaction(async (tx) => {
    const [workspace] = await tx
      .insert(workspaces)
      .values({
        name,
        key,
        scheme,
        allowedSites: sites,
        languages: [language, ...Language.options.filter((other) => other !== language)],
        identitySecret: randomBytes(32).toString("base64url"),
      })
      .onConflictDoNothing()
      .returning({ id: workspaces.id });
    if (!workspace) throw new WorkspaceRefused(`--key ${key} is taken: choose another.`);
    const [taken] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (taken) throw new WorkspaceRefused(`--owner-email ${email} has an account already: name another.`);
    await addFirstDispositions(tx, workspace.id);
    const userId = await createUser(createPasswords())(tx, {
      workspaceId: workspace.id,
      name: ownerName,
      email,
      role: schemes[scheme].top,
      language,
      password: password ?? randomBytes(32).toString("base64url"),
    });
    const [first] = await tx
      .insert(queues)
      .values({ workspaceId: workspace.id, name: queue })
      .returning({ id: queues.id });
    if (first) await tx.insert(queueMembers).values({ queueId: first.id, userId });
    return { key, link: password === null ? await firstPasswordLink(tx, publicUrl, userId) : null };
  });
}

async function passwordWeakness(asked: z.input<typeof NewWorkspace>): Promise<string | null> {
  const { password, ownerName, ownerEmail, name } = asked;
  if (password === null) return null;
  const { minPasswordLength: minLength } = defaultSecurity;
  return passwordProblem(password, {
    minLength,
    person: { name: ownerName, email: ownerEmail },
    workspaceName: name,
  });
}
