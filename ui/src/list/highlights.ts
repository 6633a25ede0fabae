/** The text of a cell cut into what is drawn alike: findings underlined, matches marked. */

import type { Finding, Severity } from "../bridge";

export type Segment = {
  text: string;
  severity: Exclude<Severity, "note"> | null;
  /** It matches the search. */
  found: boolean;
};

/**
 * Cuts the text of a cell into segments that are drawn alike: with the underline of a finding, and
 * marked where they match the search.
 */
export const segmentsOf = (
  text: string,
  findings: readonly Finding[],
  found: readonly (readonly [number, number])[] = [],
): Segment[] => {
  const said = findings.filter(({ severity }) => severity !== "note");
  if (said.length === 0 && found.length === 0) return [{ text, severity: null, found: false }];
  const units = Array.from({ length: text.length }, (): Omit<Segment, "text"> => ({
    severity: null,
    found: false,
  }));
  for (const { at, severity } of said) {
    if (severity === "note") continue;
    const [from, to] = placeOf(at, text.length);
    for (const unit of units.slice(from, to)) {
      if (unit.severity !== "toFix") unit.severity = severity;
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

/** Where a character is missing there is nothing to underline, so the nearest character is. */
const placeOf = (at: Finding["at"], length: number): [number, number] => {
  if (at === null) return [0, length];
  const from = Math.max(0, Math.min(at[0], length - 1));
  return [from, Math.max(from + 1, Math.min(at[1], length))];
};
