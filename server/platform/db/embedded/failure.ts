/** The embedded database cannot run here; the message is one sentence for the person who starts the server. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
}
