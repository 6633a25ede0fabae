import type { DraftRow } from "../bridge";
import { isKnown, severityOf } from "../drafts/row-findings";

/** What the numbers above the list stand for. They are counted by the shell in the same way. */
export type RowStatus = "all" | "toFix" | "toCheck" | "alreadyIn" | "skipped";

export const hasStatus = (status: RowStatus, row: DraftRow): boolean => {
  switch (status) {
    case "all":
      return true;
    case "skipped":
      return row.skipped;
    case "alreadyIn":
      return !row.skipped && severityOf(row) !== "blocks" && row.findings.some(isKnown);
    case "toFix":
      return !row.skipped && severityOf(row) === "blocks";
    case "toCheck":
      return !row.skipped && severityOf(row) === "asks" && !row.findings.some(isKnown);
  }
};
