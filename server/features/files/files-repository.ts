import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "#server/platform/db/open-database.ts";
import { files } from "#server/platform/db/schema/files.ts";
import { StoredFile } from "#shared/contract/files.ts";

export type FileRow = typeof files.$inferSelect;
export type NewFile = typeof files.$inferInsert;

/** Who put a file there: nobody else may send it. */
export interface Uploader {
  readonly kind: "user" | "visitor";
  readonly id: string;
}

/** A file as the contract shows it: nothing of where it lies. */
export const toStoredFile = (row: FileRow): StoredFile => StoredFile.parse(row);

export const filesRepository = (db: Db) => ({
  async add(file: NewFile): Promise<FileRow> {
    const [row] = await db.insert(files).values(file).returning();
    if (!row) throw new Error("a file's row was not written");
    return row;
  },
  async find(id: string): Promise<FileRow | undefined> {
    const [row] = await db.select().from(files).where(eq(files.id, id));
    return row;
  },
  /** Those of `ids` that lie there, whoever put them. */
  async findIn(ids: readonly string[], place: string): Promise<FileRow[]> {
    if (ids.length === 0) return [];
    return db
      .select()
      .from(files)
      .where(and(inArray(files.id, [...ids]), eq(files.conversationId, place)));
  },
  async remove(ids: readonly string[], place: string): Promise<FileRow[]> {
    if (ids.length === 0) return [];
    return db
      .delete(files)
      .where(and(inArray(files.id, [...ids]), eq(files.conversationId, place)))
      .returning();
  },
  /** Those of `ids` that this uploader put into this conversation. */
  async findFor(ids: readonly string[], conversationId: string, { kind, id }: Uploader): Promise<FileRow[]> {
    return db
      .select()
      .from(files)
      .where(
        and(
          inArray(files.id, [...ids]),
          eq(files.conversationId, conversationId),
          eq(files.uploaderKind, kind),
          eq(files.uploaderId, id),
        ),
      );
  },
});

export type FilesRepository = ReturnType<typeof filesRepository>;
