/**
 * Problems and findings are put into words, even for a reason that the window doesn't know; names
 * in them are shown as text, and plurals are right.
 */

import { describe, expect, it } from "vitest";

import type {
  FileProblem,
  Finding,
  FindingKind,
  FindingReason,
  ProblemCode,
  Role,
  StepKind,
} from "../bridge";
import { anIntent, aReview } from "../bridge/fake-plans";
import { aProblem } from "../bridge/fake-shell";
import { plainTextOf } from "../lib/rich-text";
import { t } from ".";
import { problems as german } from "./de/problems";
import { problems } from "./en/problems";

const codes = Object.keys(problems) as ProblemCode[];

describe("the words for problems", () => {
  it.each(codes)("say for %s what is the matter, with and without a name", (code) => {
    for (const about of [null, "Finance I"]) {
      const said = t.problem(aProblem(code, { about }), { space: "Finance I" });
      const text = `${said.title} ${plainTextOf(said.cause)}`;
      expect(said.title).not.toBe("");
      expect(text).not.toMatch(/undefined|null|NaN|\{|\s\s/u);
      expect(plainTextOf(said.cause)).toMatch(/[.:?]$|Finance I$/u);
    }
  });

  it("put nothing on the platform that Cohort itself found", () => {
    const found = [
      ...codes.filter((code) => code.startsWith("draft")),
      "notLoaded",
      "keptListGone",
    ];
    for (const code of found as ProblemCode[]) {
      for (const texts of [problems, german]) {
        const { title, cause } = texts[code](aProblem(code), {});
        expect(`${title} ${plainTextOf(cause)}`).not.toMatch(
          /platform (rejected|can't find)|on the platform any|Plattform (hat|findet)|auf der Plattform nicht/u,
        );
      }
    }
  });

  it("offer no retry where the response would be too large again", () => {
    for (const texts of [problems, german]) {
      const { title, cause, cure } = texts.answerTooLarge(aProblem("answerTooLarge"), {});
      expect(cure?.does).not.toBe("tryAgain");
      expect(`${title} ${plainTextOf(cause)}`).not.toMatch(/may help|hilft/u);
    }
  });

  it("name the administrators to ask", () => {
    const ask = (administrators: string[]) =>
      plainTextOf(t.problem(aProblem("notAllowed"), { space: "Finance I", administrators }).cause);
    expect(ask(["Jane Roe", "Max Meier"])).toContain("Ask Jane Roe or Max Meier to do this");
    expect(ask(["Jane Roe"])).toContain("Ask Jane Roe to do this");
    expect(ask([])).toContain("Ask one of its administrators to do this");
  });

  it("say of a file what is the matter, where in it and how to fix that", () => {
    const about = "students.csv";
    const said = (code: ProblemCode, file: Partial<FileProblem>): string =>
      plainTextOf(
        t.problem(
          aProblem(code, { about, file: { row: null, limit: null, foreignFormat: null, ...file } }),
        ).cause,
      );
    expect(said("fileNotAList", { foreignFormat: "picture" })).toMatch(
      /^students\.csv is a picture/u,
    );
    expect(said("fileCellTooLong", { row: 3120, limit: 131_072 })).toMatch(
      /^Row 3,120 of students\.csv has a cell with more than 128 kB\. .* Fix that row/u,
    );
    expect(said("fileTooManyRows", { limit: 2_000_000 })).toContain("more than 2,000,000 rows");
    expect(said("fileUnpacksTooLarge", { limit: 2 ** 30 })).toContain("more than 1 GB");
    expect(said("fileLocked", {})).toContain("save it without a password");
  });

  it("say what was rejected by what the step was to do", () => {
    const said = (stepKind?: StepKind) => {
      const words = t.problem(aProblem("invalid"), stepKind && { stepKind });
      return `${words.title}. ${plainTextOf(words.cause)}`;
    };
    expect(said("invite")).toMatch(/rejected this address.*Check the address/u);
    for (const kind of ["create", "distribute", undefined] as const) {
      expect(said(kind)).not.toMatch(/address/u);
    }
    expect(said("distribute")).toContain("rejected this distribution");
  });

  it("offer to keep a key only where there is one", () => {
    for (const code of ["keyLocked", "keyUnreadable", "keyMissing"] as const) {
      const words = t.problem(aProblem(code));
      expect(words.cure?.does).not.toBe("keepThisRun");
      expect(plainTextOf(words.cause)).not.toMatch(/in memory/u);
    }
  });

  it("show foreign words as text", () => {
    const said = t.problem(
      aProblem("invalid", { fields: [{ field: "email", why: "no\u202Esuch" }] }),
    );
    expect(plainTextOf(said.cause)).toBe("The platform's reason: email: no⟦RLO⟧such.");
  });
});

const kinds: Record<FindingKind, true> = {
  invalid: true,
  typo: true,
  unusual: true,
  duplicate: true,
  outside: true,
  alreadyIn: true,
  alreadyInvited: true,
  roleAddress: true,
  noName: true,
};

describe("the words for findings", () => {
  const found = (more: Partial<Finding>): Finding => ({
    kind: "invalid",
    reason: null,
    severity: "toCheck",
    at: null,
    fix: null,
    otherRow: null,
    ...more,
  });
  const place = { address: "tom@gmial.com", otherRow: null };

  it("say something for every kind, and for reasons nobody has heard of", () => {
    for (const kind of Object.keys(kinds) as FindingKind[]) {
      for (const reason of [null, "somethingNew" as FindingReason]) {
        const said = t.finding(found({ kind, reason }), place);
        expect(said.title.length).toBeGreaterThan(3);
        expect(said.text).toMatch(/\.$/u);
      }
    }
  });

  it("name the domain that was meant", () => {
    const said = t.finding(found({ kind: "typo", reason: "domain", fix: "tom@gmail.com" }), place);
    expect(said.title).toBe("gmial.com should probably be gmail.com");
  });

  it("say where the double stands", () => {
    expect(t.finding(found({ kind: "duplicate" }), { ...place, otherRow: 5 }).text).toContain(
      "row 5",
    );
  });
});

describe("plurals", () => {
  it("are right for one and for many", () => {
    expect(t.review.send(1, 0)).toBe("Invite 1 person");
    expect(t.review.send(1040, 0)).toBe("Invite 1,040 people");
    expect(t.review.send(1, 1)).toBe("Create 1 instance and invite 1 person");
    expect(t.review.send(104, 102)).toBe("Create 102 instances and invite 104 people");
    const shared = (toInvite: number, role: Role) =>
      plainTextOf(
        t.review.summary(aReview({ toInvite, alreadyIn: [], intent: anIntent({ role }) })),
      );
    expect(shared(1, "editor")).toBe(
      "1 person will get an email inviting them to Room A in Finance I as an editor.",
    );
    expect(shared(2, "viewer")).toBe(
      "2 people will get an email inviting them to Room A in Finance I as viewers.",
    );
    expect(t.plan.reached(0, 1)).toBe("0 of 1 person");
    expect(t.plan.besides(3, 12)).toBe("3 already in, 12 cancelled");
    expect(t.plan.besides(0, 0)).toBe("");
    expect(t.plan.announceEnd(4, 0, 1)).toBe("Finished: 4 people invited, 1 needs attention");
    expect(t.plan.grace.title(1)).toBe("Sending in 1 second");
  });
});
