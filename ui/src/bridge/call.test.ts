/**
 * What the shell throws arrives as the same problem, and anything else that is thrown becomes an
 * internal problem that keeps what was said.
 */

import { describe, expect, it } from "vitest";

import { drafts, problemOf, Refused } from ".";
import { aProblem, fakeShell, refuse } from "./fake-shell";

describe("a call", () => {
  it("gives back what the shell answers", async () => {
    fakeShell({ drafts: () => [] });
    await expect(drafts()).resolves.toEqual([]);
  });

  it("throws the shell's problem as it is", async () => {
    fakeShell({ drafts: () => refuse("diskFull", { about: "cohort.db" }) });
    const thrown = await drafts().catch((caught: unknown) => caught);
    expect(thrown).toBeInstanceOf(Refused);
    expect(problemOf(thrown)).toEqual(aProblem("diskFull", { about: "cohort.db" }));
  });

  it("makes a fault of ours of whatever else was thrown", () => {
    expect(problemOf(new Error("broken"))).toEqual(aProblem("internal", { detail: "broken" }));
    expect(problemOf("text")).toEqual(aProblem("internal", { detail: "text" }));
    expect(problemOf(undefined)).toEqual(aProblem("internal"));
  });
});
