import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL on which this run may make databases. */
    adminUrl: string;
  }
}

process.env.TEST_ADMIN_URL = inject("adminUrl");
