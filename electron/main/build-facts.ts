// Replaced by the bundler; see vite.electron.config.ts.
declare const __TEST_BUILD__: boolean;

/** True only in packages that the end-to-end tests drive. */
export const isTestBuild: boolean = typeof __TEST_BUILD__ === "boolean" && __TEST_BUILD__;
