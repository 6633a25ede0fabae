import type { DraftRow, Finding, Severity } from "../bridge";

export type RowFilter = "all" | "toMend" | "toLookAt" | "alreadyIn" | "leftOut";

const ranks: Record<Severity, number> = { tells: 0, asks: 1, blocks: 2 };

const worse = (one: Severity | null, other: Severity): Severity =>
  one === null || ranks[other] > ranks[one] ? other : one;

/** The gravest thing to be said of a row. */
export const severityOf = (row: DraftRow): Severity | null =>
  row.findings.reduce<Severity | null>((worst, finding) => worse(worst, finding.severity), null);

/** The address offered in place of a wrong or doubtful one. */
export const mendOf = (row: DraftRow): string | null =>
  row.leftOut ? null : (row.findings.find((finding) => finding.mend !== null)?.mend ?? null);

export const isKnown = (finding: Finding): boolean =>
  finding.kind === "alreadyIn" || finding.kind === "alreadyInvited";

export const fits = (filter: RowFilter, row: DraftRow): boolean => {
  switch (filter) {
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

export type Segment = {
  text: string;
  severity: Exclude<Severity, "tells"> | null;
  /** It is what was searched for. */
  found: boolean;
};

/** A text in pieces, each with what is to be underlined beneath it and whether it was searched for. */
export const segmentsOf = (
  text: string,
  findings: readonly Finding[],
  found: readonly (readonly [number, number])[] = [],
): Segment[] => {
  const said = findings.filter(({ severity }) => severity !== "tells");
  if (said.length === 0 && found.length === 0) return [{ text, severity: null, found: false }];
  const units = Array.from({ length: text.length }, (): Omit<Segment, "text"> => ({
    severity: null,
    found: false,
  }));
  for (const { at, severity } of said) {
    if (severity === "tells") continue;
    const [from, to] = placeOf(at, text.length);
    for (const unit of units.slice(from, to)) {
      if (unit.severity !== "blocks") unit.severity = severity;
    }
  }
  for (const [from, to] of found) for (const unit of units.slice(from, to)) unit.found = true;
  const segments: Segment[] = [];
  for (const [place, unit] of units.entries()) {
    const last = segments.at(-1);
    if (last?.severity === unit.severity && last.found === unit.found)
      last.text += text.charAt(place);
    else segments.push({ text: text.charAt(place), ...unit });
  }
  return segments;
};

/** Where something is missing there is no character to underline: the nearest one is. */
const placeOf = (at: Finding["at"], length: number): [number, number] => {
  if (at === null) return [0, length];
  const from = Math.max(0, Math.min(at[0], length - 1));
  return [from, Math.max(from + 1, Math.min(at[1], length))];
};
