import { describe, expect, it } from "vitest";

import type { Finding } from "../bridge";
import { aRow } from "../drafts/fake-rows";
import { fixOf } from "../drafts/row-findings";
import { hasStatus } from "./row-status";

const found = (more: Partial<Finding>): Finding => ({
  kind: "invalid",
  reason: null,
  severity: "blocks",
  at: null,
  mend: null,
  otherRow: null,
  ...more,
});

describe("the numbers that filter the list", () => {
  it("count a row by the gravest thing said of it", () => {
    const both = aRow("1", 1, { findings: [found({ severity: "asks" }), found({})] });
    expect(hasStatus("toMend", both)).toBe(true);
    expect(hasStatus("toLookAt", both)).toBe(false);
  });

  it("count a row that is left out nowhere else", () => {
    const out = aRow("1", 1, { findings: [found({ mend: "x@y.z" })], leftOut: true });
    expect(hasStatus("leftOut", out)).toBe(true);
    expect(hasStatus("toMend", out)).toBe(false);
    expect(fixOf(out)).toBeNull();
  });
});
