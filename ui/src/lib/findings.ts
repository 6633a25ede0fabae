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

export type Segment = { text: string; severity: Exclude<Severity, "tells"> | null };

/** The address in pieces, each with what is to be underlined beneath it. */
export const segmentsOf = (address: string, findings: readonly Finding[]): Segment[] => {
  const units: Segment["severity"][] = Array.from({ length: address.length }, () => null);
  for (const { at, severity } of findings) {
    if (severity === "tells") continue;
    const [from, to] = placeOf(at, address.length);
    for (let unit = from; unit < to; unit += 1) {
      const before = units[unit] ?? null;
      units[unit] = before === "blocks" ? before : severity;
    }
  }
  const segments: Segment[] = [];
  for (let unit = 0; unit < address.length; unit += 1) {
    const severity = units[unit] ?? null;
    const last = segments.at(-1);
    if (last?.severity === severity) last.text += address.charAt(unit);
    else segments.push({ text: address.charAt(unit), severity });
  }
  return segments;
};

/** Where something is missing there is no character to underline: the nearest one is. */
const placeOf = (at: Finding["at"], length: number): [number, number] => {
  if (at === null) return [0, length];
  const from = Math.max(0, Math.min(at[0], length - 1));
  return [from, Math.max(from + 1, Math.min(at[1], length))];
};
