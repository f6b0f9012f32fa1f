import type { TrunkSettings } from "../trunk/trunk-settings.ts";

/** A line to a carrier on this machine, open for calls to Italy. */
export const aTrunk = (changes: Partial<TrunkSettings> = {}): TrunkSettings => ({
  id: "carrier",
  protocol: "UDP",
  domain: "127.0.0.1:5060",
  proxy: null,
  account: null,
  registerSeconds: null,
  sources: ["127.0.0.1"],
  allowedPrefixes: ["+39"],
  blockedPrefixes: [],
  maxCalls: 50,
  callsPerSecond: 50,
  codecs: ["PCMA", "PCMU"],
  sessionSeconds: 1_800,
  ...changes,
});
