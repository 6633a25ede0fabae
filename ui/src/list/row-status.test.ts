import { describe, expect, it } from "vitest";

import { aFinding, aRow } from "../drafts/fake-drafts";
import { fixOf } from "../drafts/row-findings";
import { hasStatus } from "./row-status";

describe("the numbers that filter the list", () => {
  it("count a row by the gravest thing said of it", () => {
    const both = aRow("1", 1, { findings: [aFinding({ severity: "asks" }), aFinding({})] });
    expect(hasStatus("toFix", both)).toBe(true);
    expect(hasStatus("toCheck", both)).toBe(false);
  });

  it("count a row that is left out nowhere else", () => {
    const out = aRow("1", 1, { findings: [aFinding({ fix: "x@y.z" })], skipped: true });
    expect(hasStatus("skipped", out)).toBe(true);
    expect(hasStatus("toFix", out)).toBe(false);
    expect(fixOf(out)).toBeNull();
  });
});
