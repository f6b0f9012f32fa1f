import classes from "./bar-chart.module.css";

export interface Bar {
  readonly id: string;
  /** Below the bar, short. */
  readonly label: string;
  readonly value: number;
  /** The value as it is read. */
  readonly shown: string;
}

interface BarChartProps {
  /** What is drawn, for those who hear it. */
  readonly label: string;
  readonly bars: readonly Bar[];
}

/** A small bar chart: each bar has its value above and its name below, so nothing hangs on colour or hovering. */
export function BarChart({ label, bars }: BarChartProps) {
  const highest = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul className={classes.chart} aria-label={label}>
      {bars.map(({ id, label: name, value, shown }) => (
        <li className={classes.column} key={id}>
          <span className={`${classes.value} numbers`}>{shown}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.bar} style={{ height: `${(value / highest) * 100}%` }} />
          </span>
          <span className={classes.name}>{name}</span>
        </li>
      ))}
    </ul>
  );
}
