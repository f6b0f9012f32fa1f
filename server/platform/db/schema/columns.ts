import { timestamp, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "uuidv7";

/** A moment on the database's clock. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** A primary key that grows with time. */
export const id = () => uuid("id").primaryKey().$defaultFn(uuidv7);
