import { demoPassword, demoPeople, schemeHouses } from "#server/features/demo/index.ts";
import type { Config } from "./config.ts";

/** What the server says to the person at the terminal, on stdout. The log is on stderr. */
export function announce({ publicUrl, demo, port }: Config, address: string): string {
  const desk = `${publicUrl}/app`;
  const lines = [`Sidetone is ready: ${desk} (listening on ${address}).`];
  if (demo) lines.push("", ...demoLines(desk, `${new URL(publicUrl).hostname}:${port + 1}`));
  return lines.join("\n");
}

function demoLines(desk: string, shop: string): string[] {
  const widest = Math.max(...demoPeople.map(({ email }) => email.length));
  return [
    `  The desk in a browser   ${desk}`,
    `  The demo shop's page    http://${shop}/  (write there as a customer)`,
    "",
    `  Accounts of the demo, all with the password ${demoPassword}:`,
    ...demoPeople.map(({ email, role, name }) => `    ${email.padEnd(widest)}  ${role.padEnd(16)}  ${name}`),
    "",
    "  Three more workspaces, one for each model of roles, with one person for each role (the same password):",
    ...schemeHouses.map(
      ({ scheme, domain, people }) =>
        `    ${`<role>@${domain}`.padEnd(widest)}  ${scheme.padEnd(16)}  ${Object.keys(people).join(", ")}`,
    ),
  ];
}
