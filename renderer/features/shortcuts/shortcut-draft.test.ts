import { describe, expect, it } from "vitest";
import { codeFrom, draftProblem, emptyShortcut, withVariables } from "./shortcut-draft.ts";

describe("a shortcut in the form", () => {
  const whole = { ...emptyShortcut("personal"), code: "hi", title: "Hi", texts: { en: "Hello" } };

  it("can be saved with a code, a title and a text", () => {
    expect(draftProblem(whole)).toBeNull();
    expect(draftProblem({ ...whole, code: "two words" })).toBe("codeWrong");
    expect(draftProblem({ ...whole, title: " " })).toBe("titleFirst");
    expect(draftProblem({ ...whole, texts: { en: " " } })).toBe("textFirst");
    expect(draftProblem({ ...whole, whose: "group" })).toBe("groupFirst");
  });

  it("is made from a message by putting variables in the place of names", () => {
    const names = { customer: "Ana Souza", agent: "Tom Becker", workspace: "Lumina" };
    expect(withVariables("Hi Ana, Anabel and Ana Souza. Tom Becker, Lumina", names)).toBe(
      "Hi {{customer.first_name}}, Anabel and {{customer.name}}. {{agent.name}}, {{workspace.name}}",
    );
    expect(withVariables("Nothing (named) here", names)).toBe("Nothing (named) here");
  });

  it("gets a code from its title", () => {
    expect(codeFrom("Devolução: prazo e custos")).toBe("devolucao-prazo");
    expect(codeFrom("…")).toBe("");
  });
});
