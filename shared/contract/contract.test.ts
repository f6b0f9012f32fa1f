import { describe, expect, it } from "vitest";
import * as z from "zod";
import { errorCatalogue, isErrorCode } from "#shared/errors/catalogue.ts";
import { permissions } from "#shared/permissions/catalogue.ts";
import { contract, deskCommands, deskEvents, visitorCommands, visitorEvents } from "./index.ts";

interface Definition {
  readonly meta: { readonly access?: string };
  readonly route: { readonly method?: string; readonly path?: string; readonly summary?: string };
  readonly errorMap: Record<string, { status?: number; message?: string }>;
  readonly inputSchema?: z.ZodType;
}

/** Every procedure of a contract with its place in it. */
function proceduresOf(node: object, path: string[] = []): [string, Definition][] {
  const definition = (node as { "~orpc"?: Definition })["~orpc"];
  if (definition) return [[path.join("."), definition]];
  return Object.entries(node).flatMap(([name, inner]) => proceduresOf(inner, [...path, name]));
}

const procedures = proceduresOf(contract);
const accesses = new Set<string | undefined>([...Object.keys(permissions), "signed-in", "visitor", "public"]);

describe("the contract", () => {
  it("holds every procedure of every feature", () => {
    expect(procedures.length).toBeGreaterThan(25);
    expect(procedures.map(([name]) => name)).toContain("conversations.transfer");
  });

  it.each(procedures)("%s says who may call it, where it is and what it does", (_, { meta, route }) => {
    expect(accesses).toContain(meta.access);
    expect(route.method).toMatch(/^(GET|POST|PUT|PATCH|DELETE)$/);
    expect(route.path).toMatch(/^\/[a-z]/);
    expect(route.summary).toMatch(/^[A-Z]/);
  });

  it.each(procedures)(
    "%s fails only with codes of the catalogue, under their status and sentence",
    (_, { errorMap }) => {
      for (const [code, { status, message }] of Object.entries(errorMap)) {
        expect(isErrorCode(code), code).toBe(true);
        expect({ status, message }).toEqual(errorCatalogue[code as keyof typeof errorCatalogue]);
      }
      expect(Object.keys(errorMap)).toContain("request.invalid");
    },
  );

  it.each(procedures)(
    "%s names every part of its path as a field of its input",
    (_, { route, inputSchema }) => {
      const fields = [...(route.path ?? "").matchAll(/\{(\w+)\}/g)].map(([, field]) => field);
      if (fields.length === 0) return;
      const schema = z.toJSONSchema(inputSchema as z.ZodType, { io: "input", unrepresentable: "any" });
      expect(Object.keys(schema.properties ?? {})).toEqual(expect.arrayContaining(fields));
    },
  );

  it("has one procedure at each address", () => {
    const addresses = procedures.map(
      ([, { route }]) => `${route.method} ${route.path?.replaceAll(/\{\w+\}/g, "{}")}`,
    );
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it("lets nobody in without a permission but the widget's first steps and what a mailed link opens", () => {
    const open = procedures.filter(([, { meta }]) => meta.access === "public").map(([name]) => name);
    expect(open.sort()).toEqual([
      "invitations.accept",
      "invitations.look",
      "profile.confirmEmail",
      "widget.boot",
      "widget.session",
    ]);
  });
});

describe("the socket", () => {
  it("has an access for every command, and none that a stranger could use", () => {
    const isAccess = (access: string) => accesses.has(access) && access !== "public";
    for (const { access } of Object.values(deskCommands))
      expect([access, isAccess(access)]).toEqual([access, true]);
    expect(new Set(Object.values(visitorCommands).map(({ access }) => access))).toEqual(new Set(["visitor"]));
  });

  it("carries the hot command with the input and output of its procedure", () => {
    const send = contract.conversations.send["~orpc"];
    expect(deskCommands["message.send"].input).toBe(send.inputSchema);
    expect(deskCommands["message.send"].output).toBe(send.outputSchema);
    expect(deskCommands["message.send"].access).toBe(send.meta.access);
  });

  it("tells customers nothing of offers, cursors and colleagues' statuses", () => {
    const forStaff = Object.keys(deskEvents).filter((name) => !(name in visitorEvents));
    expect(forStaff.sort()).toEqual([
      "colleagues.changed",
      "cursors.changed",
      "heard.changed",
      "help.changed",
      "missed.changed",
      "offer.changed",
      "rights.changed",
      "status.changed",
    ]);
    expect(visitorEvents["conversation.changed"]).not.toBe(deskEvents["conversation.changed"]);
  });

  it("reads every payload it declares: a schema for each piece of news", () => {
    for (const schema of [...Object.values(deskEvents), ...Object.values(visitorEvents)])
      expect(schema).toBeInstanceOf(z.ZodType);
  });
});
