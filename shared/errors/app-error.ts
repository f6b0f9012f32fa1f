import { type ErrorCode, errorCatalogue } from "./catalogue.ts";

/** One field of a refused input and the way to mend it. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** A failure we foresaw. Anything else that is thrown is a bug, and reaches the client as `internal`. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "AppError";
  readonly code: C;
  /** For the log only; never sent to a client. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Sent to the client: which fields are wrong, and why. */
  readonly fields: readonly FieldProblem[];

  constructor(
    code: C,
    context: Record<string, unknown> = {},
    options: ErrorOptions & { fields?: FieldProblem[] } = {},
  ) {
    super(code, options);
    this.code = code;
    this.context = context;
    this.fields = options.fields ?? [];
  }
}

/** Throws a foreseen failure; typed `never`, so that it can stand behind `??`. */
export function fail(code: ErrorCode, context: Record<string, unknown> = {}, fields?: FieldProblem[]): never {
  throw new AppError(code, context, fields ? { fields } : {});
}

/** What goes over a wire for any thrown thing: a foreseen failure by name, everything else as `internal`. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly fields?: readonly FieldProblem[];
}

/** The wire form of a thrown thing; says nothing about bugs but that there was one. */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof AppError)) return { code: "internal", message: errorCatalogue.internal.message };
  const { message } = errorCatalogue[error.code as ErrorCode];
  return error.fields.length > 0
    ? { code: error.code, message, fields: error.fields }
    : { code: error.code, message };
}
