import { defineConfig } from "drizzle-kit";

/** `npm run db:generate` compares the schema with the committed migrations; it needs neither network nor database. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./server/platform/db/schema/index.ts",
  out: "./server/migrations",
});
