export { freshTriggers } from "./fresh-triggers.ts";
export {
  actionsOf,
  adviceOn,
  type FreshTrigger,
  nextAct,
  type TriggerAct,
  type TriggerAction,
  type TriggerProgress,
  type TriggerTimes,
  type TriggerType,
  triggerActions,
  triggerLimits,
  triggerTypes,
  wholeSeconds,
} from "./triggers.ts";
