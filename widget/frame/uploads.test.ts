import { describe, expect, it } from "vitest";
import { maxFileBytes as contractMaximum } from "#shared/contract/files.ts";
import { Refused } from "./api.ts";
import { type ChatState, firstState } from "./chat-state.ts";
import { createUploads, maxFileBytes } from "./uploads.ts";

const file = (name: string, size: number) => ({ name, size }) as File;
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function aVisitor(upload: (name: string) => Promise<unknown>) {
  let state = firstState("en", true);
  let ids = 0;
  const asked: string[] = [];
  const uploads = createUploads({
    api: {
      upload: (_id, { name }) => {
        asked.push(name);
        return upload(name) as never;
      },
    },
    newId: () => String(++ids),
    read: () => state,
    set: (change: Partial<ChatState>) => {
      state = { ...state, ...change };
    },
  });
  return { uploads, asked, state: () => state };
}

describe("files of the customer", () => {
  it("have the limit that the contract names", () => expect(maxFileBytes).toBe(contractMaximum));

  it("are refused before they travel when they are too large or empty, and he is told which", async () => {
    const { uploads, asked, state } = aVisitor(async () => ({}));
    uploads.add("c", [file("film.mov", maxFileBytes + 1)]);
    expect(state().notice).toEqual({ code: "file.too_large", name: "film.mov" });
    uploads.add("c", [file("nothing.txt", 0)]);
    expect(state().notice).toEqual({ code: "file.empty", name: "nothing.txt" });
    expect(asked).toEqual([]);
  });

  it("are ten in one message, and he is told which one was left out", () => {
    const { uploads, asked, state } = aVisitor(() => new Promise(() => {}));
    uploads.add(
      "c",
      Array.from({ length: 11 }, (_, index) => file(`${index + 1}.pdf`, 10)),
    );
    expect(asked).toHaveLength(10);
    expect(state().notice).toEqual({ code: "file.too_many", name: "11.pdf" });
  });

  it("wait for the next message when they have arrived, and leave a word when they have not", async () => {
    const { uploads, state } = aVisitor(async (name) => {
      if (name === "bad.pdf") throw new Refused("file.too_large");
      return { id: name };
    });
    uploads.add("c", [file("good.pdf", 10), file("bad.pdf", 10)]);
    await settle();
    expect(state().uploads.map(({ name, stored }) => [name, stored?.id])).toEqual([["good.pdf", "good.pdf"]]);
    expect(state().notice).toEqual({ code: "file.too_large", name: "bad.pdf" });
  });

  it("that were taken away while they travelled do not come back", async () => {
    const { uploads, state } = aVisitor(() => settle().then(() => ({ id: "late" })));
    uploads.add("c", [file("late.pdf", 10)]);
    uploads.remove("1");
    await settle();
    await settle();
    expect(state().uploads).toEqual([]);
  });
});
