import type { DraftRow, Finding, Severity } from "../bridge";

/** What the shell found in a row: how serious it is, and what could fix it. */

const ranks: Record<Severity, number> = { tells: 0, asks: 1, blocks: 2 };

const worse = (one: Severity | null, other: Severity): Severity =>
  one === null || ranks[other] > ranks[one] ? other : one;

/** The most serious of a row's findings; null where there are none. */
export const severityOf = (row: DraftRow): Severity | null =>
  row.findings.reduce<Severity | null>((worst, finding) => worse(worst, finding.severity), null);

/** The address offered in place of one that is wrong or likely mistyped. */
export const fixOf = (row: DraftRow): string | null =>
  row.skipped ? null : (row.findings.find((finding) => finding.fix !== null)?.fix ?? null);

/** The person was invited to the space, or has joined it. */
export const isKnown = (finding: Finding): boolean =>
  finding.kind === "alreadyIn" || finding.kind === "alreadyInvited";
