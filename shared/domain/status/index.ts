export {
  type ChosenStatus,
  type StatusCause,
  type StatusKey,
  statusCauses,
  statusKeys,
} from "./status.ts";
