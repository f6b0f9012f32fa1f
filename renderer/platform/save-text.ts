/** Gives a text to the person as a file. */
export function saveText(fileName: string, text: string, type = "text/csv"): void {
  // Spreadsheets take a file for UTF-8 only when it begins with the mark.
  const mark = type === "text/csv" ? "\uFEFF" : "";
  const url = URL.createObjectURL(new Blob([mark, text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 30_000);
}
