import { defineConfig } from "vite";

const builds = { main: "electron/main/index.ts", preload: "electron/preload/index.ts" };

/**
 * The two programs of the shell: `vite build -c vite.electron.config.ts --mode main|preload`. Each becomes one CommonJS
 * file with all it needs: a sandboxed preload cannot `require`, and so the installer needs no node_modules.
 */
export default defineConfig(({ mode }) => {
  const entry = mode === "preload" ? builds.preload : builds.main;
  const name = mode === "preload" ? "preload" : "main";
  return {
    // The end-to-end tests drive a package through Chromium's debugging port, which a real package refuses.
    define: {
      __TEST_BUILD__: JSON.stringify(process.env.SIDETONE_TEST_BUILD === "1"),
      "process.env.NODE_ENV": JSON.stringify("production"),
    },
    publicDir: false,
    logLevel: "warn",
    ssr: { noExternal: true, external: ["electron"], target: "node" },
    build: {
      ssr: entry,
      outDir: `${process.env.SIDETONE_DIST ?? "dist"}/electron/${name}`,
      emptyOutDir: true,
      target: "node18",
      minify: true,
      rollupOptions: { external: ["electron"], output: { format: "cjs", entryFileNames: "index.cjs" } },
    },
  };
});
