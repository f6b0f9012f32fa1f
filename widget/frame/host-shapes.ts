import { flag, type HostMessages, hasShape, type Shape, text } from "../protocol.ts";

const page: Shape = { url: text(2_000), title: text(300) };

const isConfig = (value: unknown): boolean =>
  hasShape(value, {
    workspaceName: text(200),
    accent: (accent) => typeof accent === "string" && /^#[0-9a-f]{6}$/i.test(accent),
    languages: (list) => Array.isArray(list) && list.every(text(10)),
    prechat: (prechat) => hasShape(prechat, { askName: flag, askEmail: flag }),
    open: flag,
    opensAt: (moment) => moment === null || text(40)(moment),
    identity: (mode) => mode === "optional" || mode === "required",
    visitors: flag,
    calls: (calls) => hasShape(calls, { voice: flag, video: flag }),
    siteTicket: text(2_000),
  });

/** Shapes the frame accepts from the site's page. */
export const hostShapes: Readonly<Record<keyof HostMessages, Shape>> = {
  init: {
    config: isConfig,
    page: (value) => hasShape(value, page),
    language: text(35),
    identity: text(4_000),
    queue: text(120),
    open: flag,
  },
  page,
  identify: { token: text(4_000) },
  ticket: { ticket: text(2_000) },
  shown: { open: flag, full: flag },
  shutdown: {},
};
