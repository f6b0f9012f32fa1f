import type { Probe } from "../claim.ts";
import { placeIs } from "./places.ts";

const agentbotUrl = "https://aivo.example/agentbot";

/** The link to Agentbot: for those who have access to My Aivo, and nobody else. */
export const linksToAgentbot: Probe = async (t) => {
  await t.floor.settings({ assistants: { agentbotUrl } });
  for (const agentbotAccess of [true, false]) {
    const me = await t.seen(await t.me({ agentbotAccess }));
    t.holds(
      `with${agentbotAccess ? "" : "out"} access to My Aivo the link is ${agentbotAccess ? "there" : "not there"}`,
      (me.grants["agentbot.open"] !== undefined) === agentbotAccess &&
        me.workspace.agentbotUrl === (agentbotAccess ? agentbotUrl : ""),
      me.workspace,
    );
  }
  await t.floor.settings({});
};

/** The dropdown of virtual assistants: only when more than one is set up. */
export const choosesAssistants: Probe = async (t) => {
  await t.floor.noAssistants();
  const ids: string[] = [];
  for (const count of [0, 1, 2]) {
    if (count > 0) ids.push(await t.floor.assistant(count));
    const me = await t.seen(await t.me());
    const several = count > 1;
    t.holds(
      `with ${count} assistants there is ${several ? "a" : "no"} choice`,
      (me.grants["assistants.choose"] !== undefined) === several &&
        me.workspace.assistants.map(({ id }: { id: string }) => id).join() === (several ? ids.join() : ""),
      me.workspace,
    );
  }
  await t.floor.noAssistants();
};

/** The Help centre is everybody's. */
export const opensHelp: Probe = async (t) => {
  const me = await t.me();
  t.holds("the Help centre is open", (await t.seen(me)).grants["help.view"] !== undefined);
  await placeIs(t, me, "/help", true);
};
