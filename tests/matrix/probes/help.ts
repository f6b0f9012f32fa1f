import type { Probe } from "../claim.ts";
import { placeIs } from "./places.ts";

const list = (...names: string[]) => names.map((name) => ({ name, url: `https://bots.example/${name}` }));
const agentbotUrl = "https://aivo.example/agentbot";

/** The link to Agentbot: for those who have access to My Aivo, and nobody else. */
export const linksToAgentbot: Probe = async (t) => {
  await t.floor.settings({ assistants: { agentbotUrl, list: [] } });
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

/** The dropdown of virtual assistants: only when there is more than one. */
export const choosesAssistants: Probe = async (t) => {
  for (const assistants of [list(), list("one"), list("one", "two")]) {
    await t.floor.settings({ assistants: { agentbotUrl: "", list: assistants } });
    const me = await t.seen(await t.me());
    const several = assistants.length > 1;
    t.holds(
      `with ${assistants.length} assistants there is ${several ? "a" : "no"} choice`,
      (me.grants["assistants.choose"] !== undefined) === several &&
        me.workspace.assistants.length === (several ? 2 : 0),
      me.workspace,
    );
  }
  await t.floor.settings({});
};

/** The Help centre is everybody's. */
export const opensHelp: Probe = async (t) => {
  const me = await t.me();
  t.holds("the Help centre is open", (await t.seen(me)).grants["help.view"] !== undefined);
  await placeIs(t, me, "/help", true);
};
