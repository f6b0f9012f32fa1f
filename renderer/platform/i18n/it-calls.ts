import type { CallTexts } from "./dictionary.ts";

export const itCalls: CallTexts = {
  calls: {
    course: {
      started_voice: "{{name}} ha avviato una chiamata",
      started_video: "{{name}} ha avviato una videochiamata",
      answered_voice: "La chiamata ha avuto risposta",
      answered_video: "La videochiamata ha avuto risposta",
      ended_voice: "La chiamata è terminata dopo {{time}}",
      ended_video: "La videochiamata è terminata dopo {{time}}",
      missed_voice: "La chiamata non ha avuto risposta",
      missed_video: "La videochiamata non ha avuto risposta",
    },
  },
};
