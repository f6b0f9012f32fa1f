import type * as z from "zod";
import type { Ack, Commands, SocketCommand } from "#shared/contract/socket.ts";
import { AppError, toWireError } from "#shared/errors/app-error.ts";
import { fieldProblems } from "../http/field-problems.ts";
import { foreseen } from "../message-store/retry.ts";

/** One handler for each command of a map; `Call` is who calls. */
export type Handlers<C extends Commands, Call> = {
  readonly [K in keyof C]: (call: Call, input: z.output<C[K]["input"]>) => Promise<z.output<C[K]["output"]>>;
};

export interface Gates<Call> {
  /** Throws when the caller may not use the command. */
  readonly admit: (call: Call, command: SocketCommand) => void;
  /** Throws `request.rate_limited`. */
  readonly count: (call: Call, name: string) => Promise<void> | void;
  /** Told about bugs, never about foreseen failures. */
  readonly onBug: (name: string, error: unknown) => void;
}

const maxIssues = 8;

/**
 * Gates in one order: count, shape, permission, use-case, wording of failure. Malformed commands are counted too,
 * so that nobody can keep us busy with them.
 */
export async function answerCommand<Call>(
  name: string,
  command: SocketCommand,
  handler: (call: Call, input: never) => Promise<unknown>,
  call: Call,
  input: unknown,
  { admit, count, onBug }: Gates<Call>,
): Promise<Ack<unknown>> {
  try {
    await count(call, name);
    const shaped = command.input.safeParse(input);
    if (!shaped.success) {
      const fields = fieldProblems(shaped.error.issues.slice(0, maxIssues) as never);
      throw new AppError("request.invalid", { name }, { fields });
    }
    admit(call, command);
    return { ok: true, data: await handler(call, shaped.data as never) };
  } catch (thrown) {
    const error = foreseen(thrown);
    if (!(error instanceof AppError)) onBug(name, error);
    return { ok: false, error: toWireError(error) };
  }
}
