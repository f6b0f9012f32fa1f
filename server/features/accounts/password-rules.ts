/** The most characters of a password; it is taken whole, never cut. */
export const maxPasswordLength = 128;
/** The fewest that a workspace may ask for. */
export const minPasswordLength = 8;

export interface PasswordRules {
  /** What the workspace asks for; less than eight counts as eight. */
  readonly minLength: number;
  readonly person: { readonly name: string; readonly email: string };
  readonly workspaceName: string;
}

/** What must be left of a password when one's own names are taken out of it. */
const fewestOfOnesOwn = 5;

/**
 * Why a new password cannot be taken, as the end of a sentence about it; null: it can. Length and what is known or easily
 * guessed count, the kinds of characters do not. Called wherever a password is chosen.
 */
export async function passwordProblem(password: string, rules: PasswordRules): Promise<string | null> {
  const fewest = Math.max(rules.minLength, minPasswordLength);
  // Counted as a person counts: what needs two units of UTF-16 is one character.
  if ([...password].length < fewest) return `must have at least ${fewest} characters`;
  if (password.length > maxPasswordLength) return `must have at most ${maxPasswordLength} characters`;
  if (password.includes("\u0000")) return "contains the character U+0000, which cannot be typed";
  if (!password.isWellFormed()) return "contains half of a surrogate pair, which is no character";
  const plain = password.toLowerCase();
  if (new Set(plain).size === 1) return "is one character over and over";
  if ((await knownPasswords()).has(plain)) return "is on the list of passwords known from data breaches";
  if (isMadeOf(plain, wordsAbout(rules))) return "is little more than your own or the workspace's name";
  return null;
}

let known: Promise<ReadonlySet<string>> | undefined;

/** Half a megabyte that many servers never need, so it is read with the first password that is chosen. */
function knownPasswords(): Promise<ReadonlySet<string>> {
  known ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set(dictionary["passwords-common"]),
  );
  return known;
}

function wordsAbout({ person, workspaceName }: PasswordRules): string[] {
  const wholes = [person.email, person.name, workspaceName].map((text) => text.toLowerCase());
  const parts = wholes.flatMap((text) => [text.replaceAll(/\s+/gu, ""), ...text.split(/[\s@._+-]+/u)]);
  return [...new Set([...wholes, ...parts])]
    .filter((word) => [...word].length >= 3)
    .sort((a, b) => b.length - a.length);
}

function isMadeOf(plain: string, words: readonly string[]): boolean {
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), plain);
  const ownPart = rest.replaceAll(/[\p{P}\p{Z}]/gu, "");
  return rest !== plain && [...ownPart].length < fewestOfOnesOwn;
}
