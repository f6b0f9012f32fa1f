const programs = [
  ["Sidetone", /Sidetone\//i],
  ["Sidetone", /Electron\//],
  ["Edge", /Edg\//],
  ["Chrome", /Chrom(e|ium)\//],
  ["Firefox", /Firefox\//],
  ["Safari", /Safari\//],
] as const;
const systems = [
  ["Windows", /Windows/],
  ["macOS", /Mac OS/],
  ["Android", /Android/],
  ["iOS", /iPhone|iPad/],
  ["Linux", /Linux/],
] as const;

const find = (list: typeof programs | typeof systems, agent: string) =>
  list.find(([, sign]) => sign.test(agent))?.[0];

/** A device as a person would name it. */
export function deviceName(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined;
  const short = userAgent.slice(0, 400);
  return [find(programs, short), find(systems, short)].filter(Boolean).join(", ") || undefined;
}
