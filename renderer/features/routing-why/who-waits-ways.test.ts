import { describe, expect, it } from "vitest";
import type { Permission } from "#shared/permissions/catalogue.ts";
import { countOf, waysOf } from "./who-waits-ways.ts";

const may =
  (...granted: Permission[]) =>
  (permission: Permission) =>
    granted.includes(permission);
const orders = { queue: { id: "orders" } };

describe("of somebody who waits", () => {
  it("is opened and taken by those who may, and neither by a watcher without a workspace", () => {
    expect(waysOf(may("monitor.waiting.view"), orders)).toEqual({ open: false, take: false });
    expect(waysOf(may("workspace.open", "conversation.unassigned.view"), orders)).toEqual({
      open: true,
      take: false,
    });
    const agent = may("workspace.open", "conversation.view", "conversation.take");
    expect(waysOf(agent, orders)).toEqual({ open: true, take: true });
    expect(waysOf(may("conversation.view", "conversation.take"), orders)).toEqual({
      open: false,
      take: false,
    });
  });

  it("is asked by the queue where he waits", () => {
    const inReturns = (permission: Permission, thing?: { queueId: string }) =>
      permission === "workspace.open" || thing?.queueId === "returns";
    expect(waysOf(inReturns, orders)).toEqual({ open: false, take: false });
    expect(waysOf(inReturns, { queue: { id: "returns" } })).toEqual({ open: true, take: true });
  });
});

describe("how many wait", () => {
  it("is said as long as it could be asked; when asking fails the old number is not told as if it were of now", () => {
    expect(countOf({ data: undefined, isError: false })).toEqual({ kind: "loading" });
    expect(countOf({ data: { total: 3 }, isError: false })).toEqual({ kind: "known", n: 3 });
    expect(countOf({ data: { total: 3 }, isError: true })).toEqual({ kind: "failed" });
    expect(countOf({ data: undefined, isError: true })).toEqual({ kind: "failed" });
  });
});
