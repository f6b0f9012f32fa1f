// Makes what the server says to phones (`npm run sounds:make`), into server/media/sounds/words. Needs Debian's espeak-ng and
// opus-tools; what it makes is committed, so that nobody needs them who does not change the words.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const into = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../server/media/sounds/words");

const words = {
  recorded: {
    en: "This call is recorded.",
    "pt-BR": "Esta ligação está sendo gravada.",
    es: "Esta llamada se está grabando.",
    it: "Questa chiamata viene registrata.",
  },
  ask: {
    en: "May we record this call? Press 1 for yes, or 2 for no.",
    "pt-BR": "Podemos gravar esta ligação? Pressione 1 para sim, ou 2 para não.",
    es: "¿Podemos grabar esta llamada? Pulse 1 para sí, o 2 para no.",
    it: "Possiamo registrare questa chiamata? Premi 1 per sì, o 2 per no.",
  },
};

const voices = { en: "en-us", "pt-BR": "pt-br", es: "es-419", it: "it" };

for (const [name, texts] of Object.entries(words))
  for (const [language, text] of Object.entries(texts)) {
    const wave = execFileSync(
      "espeak-ng",
      ["-v", voices[language], "-s", "145", "-a", "150", "--stdout", text],
      {
        maxBuffer: 2 ** 24,
      },
    );
    const file = path.join(into, `${name}-${language}.opus`);
    const args = [
      "--quiet",
      "--downmix-mono",
      "--bitrate",
      "24",
      "--framesize",
      "20",
      "--serial",
      "1",
      "-",
      file,
    ];
    execFileSync("opusenc", args, { input: wave });
    console.log(file);
  }
