// Direction and zero-width characters make `exe.gpj` of `gpj.exe`; a name on a button must say what it is.
const deceiving = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A file's name as it is shown and saved. */
export function shownName(name: string): string {
  const clean = name.toWellFormed().replace(deceiving, "").replace(/[\\/]/g, "_").trim();
  if (clean.length <= 80) return clean || "file";
  const ending = /\.[a-z0-9]{1,8}$/i.exec(clean)?.[0] ?? "";
  return `${clean.slice(0, 80 - ending.length - 1)}…${ending}`;
}
