import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { build, defineConfig, type InlineConfig, type Plugin } from "vite";

/** Tests build aside, so that they do not disturb what is being served. */
const outDir = resolve(import.meta.dirname, process.env.WIDGET_OUT_DIR ?? "dist/widget");
const target = ["chrome114", "safari15"];

/** The script that sites put on their pages: one classic script of its own, without imports. */
const loader: InlineConfig = {
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  build: {
    outDir,
    emptyOutDir: false,
    target,
    reportCompressedSize: false,
    lib: {
      entry: resolve(import.meta.dirname, "widget/loader/index.ts"),
      formats: ["iife"],
      name: "SidetoneLoader",
      fileName: () => "widget.js",
    },
  },
};

const withLoader: Plugin = {
  name: "widget-loader",
  apply: "build",
  async closeBundle() {
    await build(loader);
  },
};

const emptied: Plugin = {
  name: "widget-emptied",
  apply: "build",
  buildStart: () => rm(outDir, { recursive: true, force: true }),
};

/** `vite build -c vite.widget.config.ts` makes both: the frame in dist/widget, and dist/widget/widget.js. */
export default defineConfig({
  root: resolve(import.meta.dirname, "widget/frame"),
  base: "/widget/",
  publicDir: false,
  plugins: [emptied, withLoader],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir,
    emptyOutDir: false,
    target,
    cssTarget: target,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: resolve(import.meta.dirname, "widget/frame/index.html") },
  },
});
