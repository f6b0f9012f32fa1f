export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly minutes?: number;
  readonly env?: Readonly<Record<string, string>>;
}
export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
  readonly passed: number;
  readonly failed: number;
}
export function runStep(step: Step): Promise<StepResult>;
export function count(output: string, ok: boolean): { passed: number; failed: number };
export function stepLine(result: Omit<StepResult, "output">): string;
export function tail(output: string, lines?: number): string;
