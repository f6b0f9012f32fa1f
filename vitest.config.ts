import { defineConfig } from "vitest/config";

const skipped = [
  "**/node_modules/**",
  "**/dist/**",
  "**/.cache/**",
  "**/.data/**",
  "tests/layers/fixture/**",
];

/**
 * Where real processes, sockets and clocks meet on a machine of two cores, one test may come late once. Who passes on
 * the second try only is named as flaky at the end of the run (tests/last-words.ts), and has a fault to be found.
 */
const secondTry = { retry: 1 };

/** Real processes start and are killed in these, so they run one file at a time. */
const oneByOne = { ...secondTry, fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000 };

const contract = (name: string, database: string, exclude: readonly string[] = []) => ({
  test: {
    name,
    include: ["tests/contract/**/*.test.ts"],
    exclude: [...skipped, ...exclude],
    globalSetup: [`tests/databases/${database}.ts`],
    setupFiles: ["tests/databases/admin-url.ts"],
    // Loading the server anew for each file took two thirds of the time; its modules keep no state of a test.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    ...secondTry,
  },
});

/**
 * What no version of the database has a part in: who may ask (the rule's SQL form is tried on both), bad input, how one
 * signs in, what a frame or a file may be, who hears whom. These run on the embedded database alone.
 */
const sameOnBoth = [
  "authorisation*",
  "bad-*",
  "calls*",
  "edges",
  "every-field",
  "http-*",
  "late-sign-in",
  "passkeys",
  "password-rules",
  "phone*",
  "recordings*",
  "reset-links",
  "security*",
  "softphone*",
  "sso",
  "two-factor",
  "users-photo",
  "widget-*",
].map((name) => `tests/contract/${name}.test.ts`);

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
          testTimeout: 60_000,
        },
      },
      {
        // They wait for processes most of the time: two at once are no slower each.
        test: {
          name: "processes",
          include: ["**/*.process.test.ts"],
          exclude: skipped,
          ...oneByOne,
          fileParallelism: true,
          maxWorkers: 2,
        },
      },
      contract("contract-embedded18", "embedded18"),
      contract("contract-pg15", "pg15", sameOnBoth),
    ],
  },
});
