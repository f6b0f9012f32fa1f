import type { CallTexts } from "./dictionary.ts";

export const ptBrCalls: CallTexts = {
  calls: {
    course: {
      started_voice: "{{name}} iniciou uma chamada",
      started_video: "{{name}} iniciou uma chamada de vídeo",
      answered_voice: "A chamada foi atendida",
      answered_video: "A chamada de vídeo foi atendida",
      ended_voice: "A chamada terminou após {{time}}",
      ended_video: "A chamada de vídeo terminou após {{time}}",
      missed_voice: "A chamada não foi atendida",
      missed_video: "A chamada de vídeo não foi atendida",
    },
  },
};
