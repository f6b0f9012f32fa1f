// A small server for the tests to kill: starts the database of the folder it is given, says so in one line, and stays.
import { startEmbeddedPostgres } from "../index.ts";

const [dataDir = ""] = process.argv.slice(2);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const database = await startEmbeddedPostgres({ dataDir, log: quiet });
console.log(JSON.stringify({ url: database.url, adopted: database.adopted, pid: database.pid }));
process.on("SIGTERM", () => void database.stop().then(() => process.exit(0)));
setInterval(() => undefined, 60_000);
