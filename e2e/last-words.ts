import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { FullConfig, Reporter, Suite, TestCase, TestError } from "@playwright/test/reporter";

const shownLines = 4;

/**
 * Ends the output with the names of all tests that failed, or passed on the second try only, each with the first
 * lines of its error: whoever sees nothing but the end of a long log sees these. Read by scripts/troubles.mjs.
 */
// biome-ignore lint/style/noDefaultExport: Playwright takes a reporter by its default export.
export default class LastWords implements Reporter {
  #rootDir = "";
  #suite: Suite | undefined;
  readonly #outside: TestError[] = [];

  onBegin({ rootDir }: FullConfig, suite: Suite): void {
    this.#rootDir = rootDir;
    this.#suite = suite;
  }

  /** An error of no test: a setup that failed, a worker that died. */
  onError(error: TestError): void {
    this.#outside.push(error);
  }

  onEnd(): void {
    const tests = this.#suite?.allTests() ?? [];
    const lines = [
      ...tests.filter((test) => test.outcome() === "flaky").flatMap((test) => this.#tell("flaky", test)),
      ...tests
        .filter((test) => test.outcome() === "unexpected")
        .flatMap((test) => this.#tell("failed", test)),
      ...this.#outside.flatMap((error) => ["failed: outside of any test", ...this.#firstLines(error)]),
    ];
    if (lines.length > 0) console.log(["", ...lines].join("\n"));
  }

  printsToStdio(): boolean {
    return true;
  }

  #tell(word: "failed" | "flaky", test: TestCase): string[] {
    const [, project, , ...titles] = test.titlePath();
    const name = `[${project}] › ${this.#place(test.location)} › ${titles.join(" › ")}`;
    // The first try's: what happened before anything was warm, or known.
    const error = test.results.find(({ errors }) => errors.length > 0)?.errors[0];
    return [`${word}: ${name}`, ...(error ? this.#firstLines(error) : [])];
  }

  #firstLines({ message, value, location }: TestError): string[] {
    const said = stripVTControlCharacters(message ?? value ?? "no message").split("\n");
    const lines = said.map((line) => line.trim()).filter((line) => line !== "");
    const at = location ? [`at ${this.#place(location)}`] : [];
    return [...lines.slice(0, shownLines), ...at].map((line) => `    ${line}`);
  }

  #place = ({ file, line }: { file: string; line: number }) =>
    `${path.relative(this.#rootDir, file)}:${line}`;
}
