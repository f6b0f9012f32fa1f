import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

const root = join(import.meta.dirname, "../..");
const fixture = join(import.meta.dirname, "fixture");
const product = ["shared", "server", "renderer", "widget", "electron"];

function cruise(folder: string): Report {
  const program = join(root, "node_modules/.bin/depcruise");
  const folders = product.filter((name) => existsSync(join(folder, name)));
  const args = [
    program,
    "--config",
    join(root, ".dependency-cruiser.mjs"),
    "--output-type",
    "json",
    ...folders,
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (!stdout) throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

/** Which planted file breaks which rule. */
const planted: Record<string, string> = {
  "no-cycles": "shared/cycle/one.ts",
  "no-unresolved": "shared/planted/unresolved.ts",
  "shared-is-pure": "shared/planted/impure.ts",
  "shared-has-no-node": "shared/planted/reads-files.ts",
  "product-knows-no-test": "shared/planted/leans-on-tests.ts",
  "server-is-alone": "server/platform/draws.ts",
  "server-feature-has-one-door": "server/features/chats/index.ts",
  "server-app-enters-by-the-door": "server/app/start.ts",
  "platform-knows-no-feature": "server/platform/knows-feature.ts",
  "renderer-is-a-web-page": "renderer/platform/asks-server.ts",
  "renderer-has-no-node": "renderer/platform/reads-files.ts",
  "features-do-not-meet": "renderer/features/chats/index.ts",
  "feature-has-one-door": "renderer/screens/desk/desk.ts",
  "one-socket": "renderer/features/chats/own-socket.ts",
  "ui-knows-no-domain": "renderer/ui/button.tsx",
  "widget-is-small": "widget/heavy.ts",
  "widget-has-no-node": "widget/reads-files.ts",
  "shell-is-thin": "electron/main/thick.ts",
  "preload-is-narrow": "electron/preload/wide.ts",
};

describe("the layer rules", () => {
  let broken: Set<string>;
  beforeAll(() => {
    broken = new Set(cruise(fixture).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`));
  }, 60_000);

  it.each(Object.entries(planted))("%s fails on the violation planted in %s", (rule, file) => {
    expect([...broken]).toContain(`${rule}: ${file}`);
  });

  it("has a planted violation for every rule there is", () => {
    const config = readFileSync(join(root, ".dependency-cruiser.mjs"), "utf8");
    const names = [...config.matchAll(/\bno\(\s*"([a-z-]+)"/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(15);
    expect(Object.keys(planted).sort()).toEqual(names.sort());
  });

  it("says nothing about a file that breaks no rule", () => {
    expect([...broken].filter((entry) => entry.endsWith("/log.ts") || entry.endsWith("/rule.ts"))).toEqual(
      [],
    );
  });

  it("sees the modules of the real tree, types and aliases included", () => {
    const { summary } = cruise(root);
    expect(summary.totalCruised).toBeGreaterThan(20);
  }, 60_000);
});
