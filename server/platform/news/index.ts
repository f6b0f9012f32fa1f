export { createNewsDesk, type NewsDesk } from "./news-desk.ts";
export { type Committed, type NewsRef, transact, type Work } from "./transact.ts";
