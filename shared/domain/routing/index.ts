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
export { decide, type NotChosen } from "./decide.ts";
export {
  hasRoom,
  isFull,
  type Loaded,
  loadOf,
  roomFor,
  workingOf,
} from "./load.ts";
export { compareWaiting, secondsPerPriority } from "./order.ts";
export { type OrderCode, orderCodes, scoreOf } from "./selection.ts";
export { lackedSkill } from "./skills.ts";
export type { Candidate, RoutedAgent, RoutedQueue, RoutingCase, WaitingConversation } from "./types.ts";
