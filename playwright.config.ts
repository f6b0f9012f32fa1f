import { defineConfig } from "@playwright/test";

/**
 * `npm run e2e` builds, finds an Electron runtime and a display, and then comes here. No videos: the pages of the
 * fallback runtime hang without Playwright's own ffmpeg. No retries: a test that fails sometimes is a fault.
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: { trace: "retain-on-failure", video: "off", screenshot: "only-on-failure" },
  projects: [
    { name: "shell", testMatch: "shell/**/*.spec.ts", testIgnore: "shell/packaged.spec.ts" },
    { name: "desk", testMatch: "desk/**/*.spec.ts" },
    // Run by `npm run dist -- --smoke`, which makes the package.
    { name: "packaged", testMatch: "shell/packaged.spec.ts" },
  ],
});
