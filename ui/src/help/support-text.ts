/** What support will ask for, as a text to paste into an email. It names no person. */

import type { Check, Troubleshooting } from "../bridge";
import { visibleText } from "../lib/visible-text";
import { t } from "../texts";

/** The platform's own words stay out of it, because they may name somebody. */
const lineOf = ({ of, result, problem }: Check): string => {
  const { checks, results } = t.troubleshooting;
  const said = `${checks.of[of].title}: ${results[result]}`;
  if (problem === null) return said;
  const parts = [said, problem.code];
  if (problem.status !== null) parts.push(String(problem.status));
  if (problem.incident !== null)
    parts.push(`${t.problemDetails.incident} ${visibleText(problem.incident)}`);
  return parts.join(", ");
};

export const textForSupport = ({ checks, facts }: Troubleshooting): string =>
  t.troubleshooting.support(facts, checks.map(lineOf).join("\n"));
