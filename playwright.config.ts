import { defineConfig } from "@playwright/test";

/**
 * `npm run e2e` builds, finds an Electron runtime and a display, and then comes here. No videos: the pages of the
 * fallback runtime hang without Playwright's own ffmpeg.
 *
 * One retry: these tests run a server, a database and two browsers on machines of two cores, and one of them may come
 * late once. Who passes on the second try only is named as flaky at the end of the run, and has a fault to be found.
 * The limits are those of a slow, cold machine; what the product promises has a limit of its own in its test.
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/warm-up.ts",
  workers: 1,
  fullyParallel: false,
  retries: 1,
  // A product that does not start need not be waited for in every test.
  maxFailures: 8,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["./e2e/last-words.ts"]],
  use: { trace: "retain-on-failure", video: "off", screenshot: "only-on-failure" },
  projects: [
    { name: "shell", testMatch: "shell/**/*.spec.ts", testIgnore: "shell/packaged.spec.ts" },
    { name: "desk", testMatch: "desk/**/*.spec.ts", timeout: 240_000 },
    // Run by `npm run dist -- --smoke`, which makes the package.
    { name: "packaged", testMatch: "shell/packaged.spec.ts" },
  ],
});
