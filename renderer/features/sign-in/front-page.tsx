import type { ReactNode } from "react";
import classes from "./sign-in.module.css";

const Mark = () => (
  <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="#4150d0" />
    <path d="M9 12v8M13.5 8v16M18 11v10M22.5 14v4" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
  </svg>
);

interface FrontPageProps {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly children: ReactNode;
}

/** The frame of everything before the desk. */
export const FrontPage = ({ title, lead, children }: FrontPageProps) => (
  <main className={classes.page}>
    <div className={classes.card}>
      <div className={classes.brand}>
        <Mark /> Sidetone
      </div>
      <div>
        <h1>{title}</h1>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
      </div>
      {children}
    </div>
  </main>
);
