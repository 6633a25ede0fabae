import type { DraftRow } from "../bridge";
import { isKnown, severityOf } from "../drafts/row-findings";

/** What the numbers above the list stand for. They are counted by the shell in the same way. */
export type RowStatus = "all" | "toMend" | "toLookAt" | "alreadyIn" | "leftOut";

export const hasStatus = (status: RowStatus, row: DraftRow): boolean => {
  switch (status) {
    case "all":
      return true;
    case "leftOut":
      return row.leftOut;
    case "alreadyIn":
      return !row.leftOut && severityOf(row) !== "blocks" && row.findings.some(isKnown);
    case "toMend":
      return !row.leftOut && severityOf(row) === "blocks";
    case "toLookAt":
      return !row.leftOut && severityOf(row) === "asks" && !row.findings.some(isKnown);
  }
};
