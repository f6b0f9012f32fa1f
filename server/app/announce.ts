import { demoPassword, demoPeople, demoPhone, schemeHouses } from "#server/features/demo/index.ts";
import type { Config } from "./config.ts";

/** What the server says to the person at the terminal, on stdout. The log is on stderr. */
export function announce({ publicUrl, demo, port, sip }: Config, address: string): string {
  const desk = `${publicUrl}/app`;
  const lines = [`Sidetone is ready: ${desk} (listening on ${address}).`];
  const { UDP: sipPort } = sip.listen;
  const phone = sipPort === undefined ? [] : [phoneLine(sip.address, sipPort)];
  if (demo) lines.push("", ...demoLines(desk, `${new URL(publicUrl).hostname}:${port + 1}`, phone));
  return lines.join("\n");
}

/** By which a SIP phone on this machine reaches the shop. */
const phoneLine = (address: string, port: number): string =>
  `  A SIP phone here        dial sip:${demoPhone.number}@${address}:${port}; called is one that waits at ${demoPhone.phoneAt}`;

function demoLines(desk: string, shop: string, phone: readonly string[]): string[] {
  const widest = Math.max(...demoPeople.map(({ email }) => email.length));
  return [
    `  The desk in a browser   ${desk}`,
    `  The demo shop's page    http://${shop}/  (write there as a customer)`,
    ...phone,
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
