export {
  type Condition,
  type ConditionCode,
  type ConditionData,
  conditionCodes,
  conditionsOf,
  type Mend,
  mendOf,
  mends,
  obstacleOf,
  restMs,
} from "./conditions.ts";
export { type Decision, decide, type NotChosen } from "./decide.ts";
export {
  capacityOf,
  type DeskItem,
  hasRoom,
  type Loaded,
  loadOf,
  weighs,
  weightOf,
  workingOf,
} from "./load.ts";
export { compareWaiting, secondsPerPriority, urgencyOf } from "./order.ts";
export { type OrderCode, orderCodes, scoreOf } from "./selection.ts";
export { isRequired, lackedSkill, preferredLacked, skillShare } from "./skills.ts";
export type { Candidate, RoutedAgent, RoutedQueue, RoutingCase, WaitingConversation } from "./types.ts";
