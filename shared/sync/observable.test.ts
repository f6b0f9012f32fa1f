import { describe, expect, it } from "vitest";
import { createSource } from "./observable.ts";

describe("a value that is watched", () => {
  it("tells its listeners of a change, and nobody of the same value again", () => {
    const source = createSource(1);
    const heard: number[] = [];
    source.subscribe((value) => heard.push(value));
    source.set(2);
    source.set(2);
    expect(heard).toEqual([2]);
  });

  it("never tells an older value after a newer one, also when a listener changes it", () => {
    const source = createSource(1);
    const heard: number[] = [];
    source.subscribe((value) => value === 2 && source.set(3));
    source.subscribe((value) => heard.push(value));
    source.set(2);
    expect(heard).toEqual([3]);
  });

  it("is silent to those who have left, from that moment on", () => {
    const source = createSource(1);
    const heard: number[] = [];
    source.subscribe(() => leave());
    const leave = source.subscribe((value) => heard.push(value));
    source.set(2);
    expect(heard).toEqual([]);
  });
});
