/**
 * What the shell throws arrives as the same problem, and anything else that is thrown becomes an
 * internal problem that keeps what was said.
 */

import { describe, expect, it } from "vitest";

import { drafts, problemOf, Refused } from ".";
import { aProblem, fakeShell } from "./fake-shell";

describe("a call", () => {
  it("gives back what the shell answers", async () => {
    fakeShell({ drafts: () => [] });
    await expect(drafts()).resolves.toEqual([]);
  });

  it("throws the shell's problem as it is", async () => {
    const problem = aProblem("diskFull", { about: "cohort.db" });
    fakeShell({
      drafts: () => {
        // The shell rejects with plain data, not with an Error.
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw problem;
      },
    });
    const thrown = await drafts().catch((caught: unknown) => caught);
    expect(thrown).toBeInstanceOf(Refused);
    expect(problemOf(thrown)).toEqual(problem);
  });

  it("makes a fault of ours of whatever else was thrown", () => {
    expect(problemOf(new Error("broken"))).toEqual(aProblem("internal", { detail: "broken" }));
    expect(problemOf("text")).toEqual(aProblem("internal", { detail: "text" }));
    expect(problemOf(undefined)).toEqual(aProblem("internal"));
  });
});
