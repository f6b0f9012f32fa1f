/** A message in one line for lists: its words without the marks of formatting. */
export const previewOf = (text: string | null | undefined, most = 140): string =>
  (text ?? "")
    .slice(0, most)
    .replace(/\*\*|`+|(?<=^|\s)\*(?=\S)|(?<=\S)\*(?=\s|$)/g, "")
    .replace(/\s+/g, " ")
    .toWellFormed();
