import type { CallTexts } from "./dictionary.ts";

export const esCalls: CallTexts = {
  calls: {
    course: {
      started_voice: "{{name}} inició una llamada",
      started_video: "{{name}} inició una videollamada",
      answered_voice: "La llamada fue atendida",
      answered_video: "La videollamada fue atendida",
      ended_voice: "La llamada terminó tras {{time}}",
      ended_video: "La videollamada terminó tras {{time}}",
      missed_voice: "La llamada no fue atendida",
      missed_video: "La videollamada no fue atendida",
    },
  },
};
