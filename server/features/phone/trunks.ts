import type { TrunkSettings } from "#server/media/sip/trunk/trunk-settings.ts";
import type { PhoneLineSettings } from "#shared/domain/phone/phone-line.ts";
import type { PhoneDeps } from "./deps.ts";

/** A line as the gateway wants it, with its password in the open: it goes over a socket of ours, never on a disk. */
function toTrunk(
  { seal, log }: Pick<PhoneDeps, "seal" | "log">,
  { id, settings, password }: { id: string; settings: PhoneLineSettings; password: string | null },
): TrunkSettings | undefined {
  const { user, sources, allowedPrefixes, blockedPrefixes, codecs, ...rest } = settings;
  try {
    const account =
      user === null ? null : { user, password: password === null ? "" : seal.open(password, id) };
    return {
      ...{ ...rest, id, account },
      ...{ sources: [...sources], allowedPrefixes: [...allowedPrefixes] },
      ...{ blockedPrefixes: [...blockedPrefixes], codecs: [...codecs] },
    };
  } catch (error) {
    // Another secret than the one it was sealed with: the other lines work on.
    log.error({ err: error, lineId: id }, "a phone line's password cannot be read; set it anew");
    return undefined;
  }
}

/** All lines that are switched on, of every workspace: one gateway carries them. */
export async function trunksOf(deps: Pick<PhoneDeps, "pool" | "seal" | "log">): Promise<TrunkSettings[]> {
  const { rows } = await deps.pool.query<{
    id: string;
    settings: PhoneLineSettings;
    password: string | null;
  }>("select id, settings, password from phone_lines where enabled order by created_at, id");
  return rows.flatMap((row) => toTrunk(deps, row) ?? []);
}
