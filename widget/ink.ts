/** Black or white, whichever can be read on the colour. */
export function inkOn(accent: string): string {
  const channel = (at: number) => {
    const share = Number.parseInt(accent.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const light = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return light > 0.18 ? "#0b1220" : "#ffffff";
}
