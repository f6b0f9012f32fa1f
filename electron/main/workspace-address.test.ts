import { expect, it } from "vitest";
import type { Answer } from "./ipc.ts";
import type { SettingsFile } from "./settings.ts";
import { createWorkspaceAddress } from "./workspace-address.ts";

function desktop(kept: string | null) {
  const answers = new Map<string, (input: never) => unknown>();
  const told: string[] = [];
  const workspace = createWorkspaceAddress({
    settings: { get: () => ({ address: kept }), update: () => {} } as unknown as SettingsFile,
    given: undefined,
    givenGoesFirst: false,
    fetch: async () => Response.json({ product: "sidetone" }),
  });
  workspace.startAnswering(
    ((name: string, act: (input: never) => unknown) => answers.set(name, act)) as unknown as Answer,
    () => told.push("changed"),
  );
  const set = (address: string) => answers.get("server.address.set")?.({ address } as never);
  return { set, told };
}

it("tells the page that it is loaded anew when the workspace is another one, so that it shows no form until then", async () => {
  const { set, told } = desktop(null);
  expect(await set("https://work.example.com")).toMatchObject({ ok: true, loadsAnew: true });
  expect(told).toEqual(["changed"]);
});

it("lets the page go on when the workspace is the one it has", async () => {
  const { set, told } = desktop("https://work.example.com");
  expect(await set("https://work.example.com")).toMatchObject({ ok: true, loadsAnew: false });
  expect(told).toEqual([]);
});
