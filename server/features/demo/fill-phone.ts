import type { Tx } from "#server/platform/db/open-database.ts";
import { phoneLines, phoneNumbers } from "#server/platform/db/schema/phone.ts";
import type { DemoQueue } from "./people.ts";

/** The short number that a SIP phone on this machine dials to reach the shop, and where a phone may wait to be called. */
export const demoPhone = { number: "100", phoneAt: "127.0.0.1:5090" } as const;

/** A line to telephones on this machine alone, which costs nobody anything: whoever it calls is a program here. */
export async function fillPhone(
  tx: Tx,
  { workspaceId, queueIds }: { workspaceId: string; queueIds: ReadonlyMap<DemoQueue, string> },
): Promise<void> {
  const [line] = await tx
    .insert(phoneLines)
    .values({
      workspaceId,
      name: "Telephones on this machine",
      settings: {
        protocol: "UDP",
        domain: demoPhone.phoneAt,
        proxy: null,
        user: null,
        registerSeconds: null,
        sources: ["127.0.0.1"],
        allowedPrefixes: Array.from({ length: 9 }, (_, at) => `+${at + 1}`),
        blockedPrefixes: [],
        maxCalls: 10,
        callsPerSecond: 5,
        codecs: ["OPUS", "PCMU", "PCMA"],
        sessionSeconds: 1_800,
      },
    })
    .returning({ id: phoneLines.id });
  const [orders, billing] = [queueIds.get("Orders"), queueIds.get("Billing")];
  if (!line || !orders || !billing) return;
  const of = { workspaceId, lineId: line.id };
  await tx.insert(phoneNumbers).values([
    { ...of, number: demoPhone.number, label: "Shop, short", queueId: orders },
    { ...of, number: "+390212345678", label: "Shop", queueId: orders },
    { ...of, number: "+390212345679", label: "Invoices", queueId: billing },
  ]);
}
