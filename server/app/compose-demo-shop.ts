import type pg from "pg";
import { demoWorkspace } from "#server/features/demo/index.ts";
import { createDemoShop } from "#server/features/demo-shop/index.ts";
import type { Config } from "./config.ts";

/** The shop that carries the demo's widget, on the next port: another origin, as for every real customer. */
export function composeDemoShop(config: Config, pool: pg.Pool) {
  const { key } = demoWorkspace;
  return createDemoShop({
    port: config.port === 0 ? 0 : config.port + 1,
    host: config.host,
    widgetOrigin: config.publicUrl,
    workspace: key,
    async identitySecret() {
      const { rows } = await pool.query<{ secret: string }>(
        "select identity_secret as secret from workspaces where key = $1 and is_demo",
        [key],
      );
      return rows[0]?.secret;
    },
    async allowSites(origins) {
      // The port may have changed since the demo was made.
      await pool.query(
        `update workspaces set allowed_sites = array(select distinct unnest(allowed_sites || $2::text[]))
          where key = $1 and is_demo and not allowed_sites @> $2::text[]`,
        [key, origins],
      );
    },
  });
}
