// npm run bench -- messages | desktop | access | day | routing | calls. The last line on stdout is JSON.
import { benchAccess } from "./access/bench-access.ts";
import { benchCalls } from "./calls/bench-calls.ts";
import { benchDay } from "./day/bench-day.ts";
import { benchDesktop } from "./desktop/bench-desktop.ts";
import { benchMessages } from "./messages/bench-messages.ts";
import { benchRouting } from "./routing/bench-routing.ts";

const benches: Readonly<Record<string, () => Promise<object>>> = {
  messages: benchMessages,
  desktop: benchDesktop,
  access: benchAccess,
  day: benchDay,
  routing: benchRouting,
  calls: benchCalls,
};

const [name = ""] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`Say which: npm run bench -- ${Object.keys(benches).join(" | ")}`);
  process.exit(2);
}
// Leaving by the front door lets servers that were started be told.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
bench().then(
  (result) => {
    console.log(JSON.stringify(result));
    process.exit(0);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
