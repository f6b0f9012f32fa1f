export { EmbeddedPostgresError } from "./failure.ts";
export { createTemplateDatabase, type FreshDatabase, freshDatabase } from "./fresh-database.ts";
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./start-embedded-postgres.ts";
