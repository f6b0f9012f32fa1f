export {
  type Activity,
  type Availability,
  activities,
  activityOf,
  isBusy,
  isRoutable,
  type NotRoutable,
  shownSwitch,
  statusObstacle,
  takesMedium,
} from "./routable.ts";
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
  type StatusFacts,
  type StatusRecord,
} from "./status-machine.ts";
