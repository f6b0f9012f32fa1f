// The product's own server with one defect planted between it and its database. Only the harness starts it:
// node chaos/defects/server-with-defect.ts, with SIDETONE_CHAOS_DEFECT=<name of a defect of the store>.
import pg from "pg";
import { plantInStore, type StoreDefect, storeDefects } from "./store-defects.ts";

const name = process.env.SIDETONE_CHAOS_DEFECT ?? "";
if (!Object.hasOwn(storeDefects, name)) throw new Error(`there is no defect "${name}" of the store`);
plantInStore(pg.Pool.prototype, storeDefects[name as StoreDefect]);
await import("#server/app/main.ts");
