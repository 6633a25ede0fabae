/** How far Cohort has come with one person or one instance: its facts in words, in order. */

import type { PlanRow } from "../bridge";
import { t } from "../texts";

/** Facts beside each other in one line, which begins with a capital letter. */
const inOneLine = (facts: readonly string[]): string => {
  const line = facts.join(" · ");
  return line.charAt(0).toUpperCase() + line.slice(1);
};

/** What has happened to a line so far, in words; `why` says why the step that failed did. */
export const lineWords = (
  chain: readonly PlanRow[],
  why: (step: PlanRow) => string | null,
): string => {
  const words = t.standing;
  const factOf = (step: PlanRow): string => words.steps[step.kind][step.state];
  const withReason = (said: string, because: string | null): string =>
    because === null ? said : words.because(said, because);
  const last = chain.at(-1);
  if (last === undefined) return "";
  const dismissed = chain.find((step) => step.standing === "dismissed");
  if (dismissed !== undefined) {
    const because = dismissed.waitsFor === null ? why(dismissed) : null;
    return words.dismissed(withReason(words.steps[dismissed.kind].refused, because));
  }
  if (last.standing === "skipped") return words.skipped(why(last) ?? "");
  if (last.standing !== "asItsState" && last.standing !== "dismissed")
    return words.since[last.standing];
  if (last.kind === "invite" && last.ready) return words.invitation[last.state];
  if (chain.every((step) => step.state === "cancelled")) return words.invitation.cancelled;
  if (chain.every((step) => step.state === "waiting") && why(last) === null)
    return words.invitation.waiting;
  const now = chain.findIndex((step) => !step.ready);
  const here = chain[now];
  if (here === undefined) return inOneLine(chain.map(factOf));
  const before = chain.slice(0, now).map(factOf);
  if (here.mark === "failed") return inOneLine([...before, withReason(factOf(here), why(here))]);
  const fact = (): string => {
    if (here.state === "waiting" && why(here) !== null) return words.waitsForAnother;
    return here.problem?.code === "checkingAgain"
      ? words.checkingAgain(here.problem.about, Date.now())
      : factOf(here);
  };
  return inOneLine([
    ...before,
    fact(),
    // What comes last is what everybody looks for.
    ...(here === last || last.kind !== "invite" ? [] : [factOf(last)]),
  ]);
};
