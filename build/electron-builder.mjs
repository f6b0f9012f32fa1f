import { rm } from "node:fs/promises";
import path from "node:path";

/** What `npm run dist` gives to electron-builder. Targets that a machine cannot make are configured all the same. */
export function builderConfig({ runtime, app, output }) {
  const isDevelopment = runtime.kind !== "official";
  const mark = isDevelopment ? "-development-runtime-not-for-distribution" : "";
  return {
    appId: "example.sidetone.desktop",
    productName: "Sidetone",
    executableName: "sidetone",
    artifactName: `sidetone-\${version}-\${os}-\${arch}${mark}.\${ext}`,
    copyright: "The Sidetone founders",
    directories: { app, output, buildResources: "build" },
    electronVersion: runtime.version,
    electronDist: runtime.dist,
    electronLanguages: ["en-US", "pt-BR", "es", "it"],
    electronFuses: fuses(runtime.version, process.platform),
    asar: true,
    // "Handled elsewhere": everything is bundled, and node_modules of the project must not be collected.
    beforeBuild: async () => false,
    // The fallback runtime has one, so that it can run a folder; a package must run nothing but itself.
    afterPack: async ({ appOutDir }) =>
      rm(path.join(appOutDir, "resources/default_app.asar"), { force: true }),
    files: ["dist/**", "package.json"],
    extraFiles: isDevelopment
      ? [{ from: `${app}/../NOT-FOR-DISTRIBUTION.txt`, to: "NOT-FOR-DISTRIBUTION.txt" }]
      : [],
    // Numbers only fill the softphone; whether Sidetone is asked for them is the person's choice in his system.
    protocols: [{ name: "Sidetone", schemes: ["sidetone", "tel", "callto"] }],
    publish: null,
    linux: {
      category: "Office",
      icon: "build/icon.png",
      synopsis: isDevelopment ? "Agent desktop (development runtime, not for distribution)" : "Agent desktop",
      maintainer: "The Sidetone founders <founders@sidetone.example>",
      vendor: "Sidetone",
      syncDesktopName: true,
      target: ["AppImage", "deb", "rpm"],
    },
    deb: {
      depends: ["libgtk-3-0", "libnss3", "libasound2", "libgbm1", "libxss1", "libxtst6", "xdg-utils"],
      recommends: ["libsecret-1-0"],
    },
    win: { icon: "build/icon.png", target: ["nsis"] },
    nsis: { oneClick: true, perMachine: false },
    mac: {
      icon: "build/icon.png",
      category: "public.app-category.business",
      target: ["dmg"],
      hardenedRuntime: true,
      entitlements: "build/entitlements/mac.plist",
      entitlementsInherit: "build/entitlements/mac.plist",
      extendInfo: {
        NSMicrophoneUsageDescription: "Sidetone uses the microphone in your calls.",
        NSCameraUsageDescription: "Sidetone uses the camera in your video calls.",
      },
    },
  };
}

/** Every fuse by name. Integrity of the archive is checked on macOS and Windows only; the last one came with Electron 29. */
export function fuses(electronVersion, platform) {
  return {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: platform === "darwin" || platform === "win32",
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    ...(Number.parseInt(electronVersion, 10) >= 29 && { grantFileProtocolExtraPrivileges: false }),
  };
}
