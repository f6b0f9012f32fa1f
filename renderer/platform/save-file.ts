/** Gives a text to the person as a file, as the browser or the desktop saves files. */
export const saveText = (fileName: string, text: string, type = "text/csv;charset=utf-8"): void =>
  saveBlob(fileName, new Blob([text], { type }));

/** The same for what was loaded. */
export function saveBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 30_000);
}
