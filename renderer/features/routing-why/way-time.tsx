import { clockTime, exactTime } from "#renderer/platform/i18n/times.ts";
import classes from "./why.module.css";

/** When a step was; the day and the second on hover. */
export const WayTime = ({ at }: { at: string }) => (
  <time className={`${classes.when} numbers`} dateTime={at} title={exactTime(Date.parse(at))}>
    {clockTime(Date.parse(at))}
  </time>
);
