import { describe, expect, it } from "vitest";

import { aFinding, aRow } from "../drafts/fake-drafts";
import { fixOf } from "../drafts/row-findings";
import { hasStatus } from "./row-status";

describe("the numbers that filter the list", () => {
  it("count a row by the gravest thing said of it", () => {
    const both = aRow("1", 1, { findings: [aFinding({ severity: "asks" }), aFinding({})] });
    expect(hasStatus("toMend", both)).toBe(true);
    expect(hasStatus("toLookAt", both)).toBe(false);
  });

  it("count a row that is left out nowhere else", () => {
    const out = aRow("1", 1, { findings: [aFinding({ mend: "x@y.z" })], leftOut: true });
    expect(hasStatus("leftOut", out)).toBe(true);
    expect(hasStatus("toMend", out)).toBe(false);
    expect(fixOf(out)).toBeNull();
  });
});
