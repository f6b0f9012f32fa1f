import classes from "./ui.module.css";

/** Keys as caps: `Ctrl+K`. */
export const Kbd = ({ keys }: { keys: string }) => (
  <span className={classes.keys}>
    {keys.split("+").map((key) => (
      <kbd className={classes.key} key={key}>
        {key}
      </kbd>
    ))}
  </span>
);
