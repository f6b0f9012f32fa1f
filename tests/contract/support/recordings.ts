import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { playFile } from "#server/media/recording/testing-player.ts";
import type { Recording } from "#shared/contract/recordings.ts";
import { defaultSettings, type WorkspaceSettings } from "#shared/domain/settings.ts";
import type { SignedIn, TestWorkspace } from "./fixtures.ts";
import type { TestServer } from "./start-test-server.ts";
import { sites } from "./talk.ts";

/** Workspaces that record, and what they have recorded. */
export function recordingFloor(server: TestServer) {
  const { pool } = server.server.database;
  const rowOf = async (callId: string) =>
    (await pool.query("select * from recordings where call_id = $1", [callId])).rows[0];
  return {
    rowOf,
    shopThat: (change: Partial<WorkspaceSettings["callPermissions"]>, scheme?: "voximplant-kit") =>
      server.workspace({
        queues: ["Orders", "Billing"],
        allowedSites: sites,
        settings: { callPermissions: { ...defaultSettings.callPermissions, ...change } },
        ...(scheme && { scheme }),
      }),
    folderOf: ({ folder }: { readonly folder: string }) => join(server.config.dataDir, "recordings", folder),
    /** Put together by a process of its own: it takes a while on a busy machine. */
    isOver: (callId: string) =>
      expect.poll(async () => (await rowOf(callId))?.state, { timeout: 30_000 }).toBe("complete"),
    logged: async (
      shop: TestWorkspace,
    ): Promise<{ action: string; who: string; after?: { file: string } }[]> =>
      (
        await pool.query(
          `select action, actor_name as who, after from activity_log
           where workspace_id = $1 and action like 'recording.%' order by seq`,
          [shop.id],
        )
      ).rows,
    /** What a file of a recording holds, as somebody gets it who may listen to it. */
    async listen(user: SignedIn, { id }: Recording, name: string) {
      const answer = await fetch(`${server.config.publicUrl}/api/v1/recordings/${id}/files/${name}`, {
        headers: user.headers,
      });
      if (answer.status !== 200) throw new Error(`the file answered ${answer.status}`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const place = join(server.config.dataDir, `${id}-${name}`);
      await writeFile(place, bytes);
      return { bytes, channels: await playFile(place) };
    },
    recordingsFor: async (user: SignedIn, conversationId: string) =>
      server.request("GET", `/api/v1/conversations/${conversationId}/recordings`, { headers: user.headers }),
  };
}
