import { defineConfig } from "vitest/config";

const skipped = [
  "**/node_modules/**",
  "**/dist/**",
  "**/.cache/**",
  "**/.data/**",
  "tests/layers/fixture/**",
];

/** Real processes start and are killed in these, so they run one file at a time. */
const oneByOne = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 };

const contract = (name: string, database: string, exclude: readonly string[] = []) => ({
  test: {
    name,
    include: ["tests/contract/**/*.test.ts"],
    exclude: [...skipped, ...exclude],
    globalSetup: [`tests/databases/${database}.ts`],
    setupFiles: ["tests/databases/admin-url.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...skipped, "**/*.process.test.ts", "tests/contract/**", "e2e/**"],
          // A machine that builds and checks beside them makes quick tests slow, not wrong.
          testTimeout: 20_000,
        },
      },
      {
        test: { name: "processes", include: ["**/*.process.test.ts"], exclude: skipped, ...oneByOne },
      },
      contract("contract-embedded18", "embedded18"),
      // Thousands of cells about who may ask: the rule is the same on both databases, its SQL form is tried on both.
      contract("contract-pg15", "pg15", ["tests/contract/authorisation*.test.ts"]),
    ],
  },
});
