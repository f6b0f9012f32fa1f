import type { Reporter, TestCase } from "vitest/node";

/**
 * The last lines of a run: the tests that passed on the second try only, each with what was wrong at the first, as
 * scripts/troubles.mjs reads them.
 */
// biome-ignore lint/style/noDefaultExport: Vitest takes a reporter by its default export.
export default class LastWords implements Reporter {
  readonly #flaky: TestCase[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#flaky.push(test);
  }

  onTestRunEnd(): void {
    for (const test of this.#flaky) {
      console.log(`flaky: ${test.module.relativeModuleId} > ${test.fullName}`);
      // A property's counterexample stands below its first line.
      for (const { message } of test.result().errors ?? [])
        for (const line of message.split("\n").slice(0, 12)) console.log(`    ${line}`);
    }
  }
}
