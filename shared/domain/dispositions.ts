/** How a contact may end in every new workspace; each names, adds and archives its own afterwards. */
export const firstDispositions = [
  { key: "resolved", name: "Resolved" },
  { key: "follow_up", name: "Follow-up needed" },
  { key: "not_reached", name: "Not reached" },
  { key: "spam", name: "Spam" },
] as const;
type FirstDisposition = (typeof firstDispositions)[number]["key"];

/** The first one of this key, as long as nobody has given it another name: its name is translated. */
export const untouchedDisposition = (key: string, name: string | null): FirstDisposition | undefined =>
  firstDispositions.find((one) => one.key === key && (name === null || one.name === name))?.key;

/** A key for a new disposition: its name in plain letters, with a number when that is taken. */
export function dispositionKey(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 32);
  const base = plain || "disposition";
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.includes(key)) return key;
  }
}
