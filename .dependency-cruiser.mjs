// Who may import whom. tests/layers shows each rule failing on a planted violation.
import { fileURLToPath } from "node:url";

const no = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });
const test = "\\.test\\.tsx?$|(^|/)testing/";
/** A package, wherever the resolver finds it. */
const pkg = (names) => `(^|/)node_modules/(${names})/`;

const rules = [
  no("no-cycles", {}, { circular: true }, "Two files that need each other are one idea, or need a third."),
  no("no-unresolved", {}, { couldNotResolve: true }, "A missing file or an undeclared package."),
  no(
    "shared-is-pure",
    { path: "^shared/", pathNot: test },
    { pathNot: ["^shared/", pkg("zod|@orpc/contract|xstate|libphonenumber-js")] },
    "shared/ runs in a browser, in Node and in Electron: no I/O, no library but these.",
  ),
  no("shared-has-no-node", { path: "^shared/", pathNot: test }, { dependencyTypes: ["core"] }),
  no(
    "renderer-is-a-web-page",
    { path: "^renderer/" },
    { path: ["^(server|electron|widget)/", pkg("electron|fastify|pg|socket\\.io")] },
  ),
  no("renderer-has-no-node", { path: "^renderer/", pathNot: test }, { dependencyTypes: ["core"] }),
  no(
    "server-is-alone",
    { path: "^server/" },
    { path: ["^(renderer|electron|widget)/", pkg("react|react-dom|preact|electron")] },
  ),
  no("shell-is-thin", { path: "^electron/" }, { path: "^(renderer|server|widget)/" }),
  no(
    "preload-is-narrow",
    { path: "^electron/preload/", pathNot: test },
    { pathNot: ["^(electron/preload|shared/bridge)/", pkg("electron|zod")] },
  ),
  no(
    "widget-is-small",
    { path: "^widget/" },
    { path: ["^(renderer|server|electron)/", pkg("react|react-dom|@mantine/.*")] },
  ),
  no("widget-has-no-node", { path: "^widget/", pathNot: test }, { dependencyTypes: ["core"] }),
  no(
    "features-do-not-meet",
    { path: "^renderer/features/([^/]+)/" },
    { path: "^renderer/(features/(?!$1/)|screens/|app/)" },
  ),
  no(
    "feature-has-one-door",
    { path: "^renderer/(app|screens)/", pathNot: test },
    { path: "^renderer/features/[^/]+/(?!index\\.tsx?$)" },
  ),
  no(
    "server-feature-has-one-door",
    { path: "^server/features/([^/]+)/" },
    { path: "^server/(app/|features/(?!$1/)[^/]+/(?!index\\.ts$))" },
  ),
  no(
    "server-app-enters-by-the-door",
    { path: "^server/app/", pathNot: test },
    { path: "^server/features/[^/]+/(?!index\\.ts$)" },
  ),
  no(
    "ui-knows-no-domain",
    { path: "^renderer/ui/" },
    { path: "^(shared|renderer/(platform|features|screens|app))/" },
  ),
  no(
    "platform-knows-no-feature",
    { path: "^(renderer|server)/platform/" },
    { path: "^(renderer|server)/(features|screens|app)/" },
  ),
  no(
    "one-socket",
    { path: "^renderer/", pathNot: "^renderer/platform/" },
    { path: pkg("socket\\.io-client") },
  ),
  no(
    "product-knows-no-test",
    { path: "^(shared|server|renderer|widget|electron)/", pathNot: test },
    {
      path: [
        "^(tests|e2e|bench|chaos|scripts|build)/",
        test,
        pkg("vitest|@playwright/test|fast-check|fake-indexeddb"),
      ],
    },
    "What is shipped does not lean on what only proves it.",
  ),
];

export default {
  forbidden: rules,
  options: {
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "^(dist|\\.cache|\\.data|tests/layers/fixture)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: fileURLToPath(new URL("tsconfig.json", import.meta.url)) },
    enhancedResolveOptions: {
      conditionNames: ["import", "node", "default", "types"],
      exportsFields: ["exports"],
      extensions: [".ts", ".tsx", ".mts", ".js", ".mjs", ".cjs", ".json", ".css"],
    },
  },
};
