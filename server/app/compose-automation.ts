import { createMissedFeature } from "#server/features/missed/index.ts";
import { changeStatus } from "#server/features/status/index.ts";
import { createTriggersFeature } from "#server/features/triggers/index.ts";

type MissedDeps = Parameters<typeof createMissedFeature>[0];
type TriggerDeps = Parameters<typeof createTriggersFeature>[0];

interface AutomationParts extends MissedDeps, Pick<TriggerDeps, "wakeRouter"> {}

/** What happens by itself: triggers, and those whom nobody answered. */
export function composeAutomation(parts: AutomationParts) {
  const missed = createMissedFeature(parts);
  const triggers = createTriggersFeature({
    ...parts,
    async pauseSilent(tx, agent) {
      await changeStatus(tx, agent, { type: "agentInactive", forcedPause: true });
    },
  });
  return {
    router: { ...missed.procedures, ...triggers.router },
    visitorProcedures: missed.visitorProcedures,
    openVisitor: missed.openVisitor,
    start() {
      missed.sweep.start();
      triggers.sweep.start();
    },
    async stop() {
      await triggers.sweep.stop();
      await missed.sweep.stop();
    },
  };
}
