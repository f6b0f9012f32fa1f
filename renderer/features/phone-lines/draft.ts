import { type PhoneLine, PhoneLineFields } from "#shared/contract/phone-lines.ts";

type Settings = PhoneLine["settings"];

/** A number as it stands in the form; a new one has no id yet. */
export interface NumberDraft {
  readonly id: string | null;
  readonly number: string;
  readonly label: string;
  readonly queueId: string;
  readonly groupIds: readonly string[];
}

/** A line as it stands in the form: lists are texts, one entry a line. */
export interface LineDraft extends Omit<Settings, "proxy" | "user" | "registerSeconds" | Lists> {
  readonly name: string;
  readonly enabled: boolean;
  readonly proxy: string;
  readonly user: string;
  readonly registers: boolean;
  readonly registerSeconds: number;
  readonly sources: string;
  readonly allowedPrefixes: string;
  readonly blockedPrefixes: string;
  readonly numbers: readonly NumberDraft[];
  /** Null: the one that is there stays. */
  readonly password: string | null;
}
type Lists = "sources" | "allowedPrefixes" | "blockedPrefixes";

/** What a new line begins with: nobody may call in, and nobody is called, before somebody says so. */
export const freshLine: LineDraft = {
  ...{ name: "", enabled: true, protocol: "UDP", domain: "", proxy: "", user: "", password: null },
  ...{ registers: false, registerSeconds: 3_600, sources: "", allowedPrefixes: "", blockedPrefixes: "" },
  ...{ maxCalls: 10, callsPerSecond: 1, codecs: ["OPUS", "PCMA", "PCMU"], sessionSeconds: 1_800 },
  numbers: [],
};

const asText = (list: readonly string[]) => list.join("\n");
const asList = (text: string) =>
  text
    .split(/[\s,;]+/)
    .map((one) => one.trim())
    .filter((one) => one !== "");

export function draftOf({ name, enabled, settings, numbers }: PhoneLine): LineDraft {
  const { proxy, user, registerSeconds, sources, allowedPrefixes, blockedPrefixes, ...same } = settings;
  return {
    ...same,
    ...{ name, enabled, numbers, proxy: proxy ?? "", user: user ?? "", password: null },
    ...{ registers: registerSeconds !== null, registerSeconds: registerSeconds ?? freshLine.registerSeconds },
    sources: asText(sources),
    allowedPrefixes: asText(allowedPrefixes),
    blockedPrefixes: asText(blockedPrefixes),
  };
}

/** The form's fields as the server names them, not looked at yet. */
export function fieldsOf(draft: LineDraft) {
  const { name, enabled, numbers, password, registers, registerSeconds, proxy, user, ...rest } = draft;
  return {
    ...{ name, enabled, numbers },
    settings: {
      ...rest,
      proxy: proxy.trim() || null,
      user: user.trim() || null,
      registerSeconds: registers ? registerSeconds : null,
      sources: asList(rest.sources),
      allowedPrefixes: asList(rest.allowedPrefixes),
      blockedPrefixes: asList(rest.blockedPrefixes),
    },
  };
}

/** The fields that cannot be saved as they are: `domain`, `sources`, `numbers.0`. */
export function problemsOf(draft: LineDraft): ReadonlySet<string> {
  const parsed = PhoneLineFields.safeParse(fieldsOf(draft));
  const wrong = (parsed.error?.issues ?? []).map(({ path: [first, second] }) =>
    first === "settings" ? String(second) : first === "numbers" ? `numbers.${String(second)}` : String(first),
  );
  const hasNoUser = draft.user.trim() === "" && (draft.registers || (draft.password ?? "") !== "");
  return new Set(hasNoUser ? [...wrong, "user"] : wrong);
}
