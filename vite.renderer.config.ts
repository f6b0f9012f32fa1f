import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * The renderer's build. The base is `/app/`: the server serves it there, and the desktop's `app://` scheme strips the
 * prefix, so that one build does for both and a page opened at a deep path still finds its assets.
 */
export default defineConfig({
  root: "renderer",
  base: "/app/",
  plugins: [react()],
  build: {
    outDir: "../dist/renderer",
    emptyOutDir: true,
    target: "chrome114",
    sourcemap: false,
    // The policy allows fonts and images from files only, so nothing small is written into the code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The schemas in a file of their own, or the bundler puts them beside what the sign-in page needs.
        codeSplitting: { groups: [{ name: "zod", test: /node_modules[\\/]zod[\\/]/ }] },
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
});
