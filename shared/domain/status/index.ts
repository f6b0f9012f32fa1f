export { type Activity, activities, isBusy, shownSwitch } from "./activity.ts";
export { lengthsOf } from "./spans.ts";
export {
  type ChosenStatus,
  type StatusCause,
  type StatusKey,
  statusCauses,
  statusKeys,
} from "./status.ts";
export {
  afterEvent,
  noStatus,
  type OthersChoice,
  type OwnChoice,
  type StatusEvent,
  type StatusRecord,
} from "./status-machine.ts";
