import type { Work } from "#server/platform/news/index.ts";

type Db = Pick<Work, "query">;

/** What is known of a telephone in a call besides its leg. */
export interface PhoneLegRow {
  readonly callId: string;
  readonly legId: string;
  readonly lineId: string | null;
  readonly gatewayNode: string | null;
  readonly gatewayLegId: string | null;
  readonly gatewayVersion: number;
  readonly remoteNumber: string;
  readonly ownNumber: string;
}

const columns = `p.call_id as "callId", p.leg_id as "legId", p.line_id as "lineId", p.gateway_node as "gatewayNode",
  p.gateway_leg_id as "gatewayLegId", p.gateway_version as "gatewayVersion", p.remote_number as "remoteNumber",
  p.own_number as "ownNumber"`;

/** Telephones by condition on `p`: our own SQL with parameters. */
export async function phoneLegRows(
  db: Db,
  where: string,
  values: readonly unknown[],
): Promise<PhoneLegRow[]> {
  const { rows } = await db.query<PhoneLegRow>(`select ${columns} from phone_legs p where ${where}`, [
    ...values,
  ]);
  return rows;
}

/** Of calls that go on. */
export const ofLiveCall = "exists (select 1 from calls k where k.id = p.call_id and k.ended_at is null)";

export interface NewPhoneLeg {
  readonly callId: string;
  readonly legId: string;
  readonly lineId: string;
  readonly remoteNumber: string;
  readonly remoteName?: string;
  readonly ownNumber: string;
  /** Of a telephone that calls us: by which leg of which gateway. */
  readonly gateway?: { readonly node: string; readonly legId: string };
}

export async function insertPhoneLeg(db: Db, given: NewPhoneLeg): Promise<void> {
  const { callId, legId, lineId, remoteNumber, remoteName = "", ownNumber, gateway } = given;
  await db.query(
    `insert into phone_legs (call_id, leg_id, line_id, remote_number, remote_name, own_number, gateway_node, gateway_leg_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      callId,
      legId,
      lineId,
      remoteNumber,
      remoteName,
      ownNumber,
      gateway?.node ?? null,
      gateway?.legId ?? null,
    ],
  );
}
