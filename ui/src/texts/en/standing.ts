/** How far Cohort has come with one person or one group instance. */

import type { PlanRow, ProblemCode, StepKind, StepState } from "../../bridge";
import { capitalised } from "./speech";

const phrases: Record<StepKind, Record<StepState, string>> = {
  create: {
    waiting: "instance not created yet",
    sending: "creating instance",
    done: "instance created",
    already: "instance already exists",
    refused: "instance not created",
    blocked: "instance not created",
    gaveUp: "instance not created",
    unknown: "can't tell whether the instance was created",
    cancelled: "instance not created",
  },
  distribute: {
    waiting: "material not distributed yet",
    sending: "distributing material",
    done: "material distributed",
    already: "contents left unchanged",
    refused: "material not distributed",
    blocked: "material not distributed",
    gaveUp: "material not distributed",
    unknown: "can't tell whether the material was distributed",
    cancelled: "material not distributed",
  },
  invite: {
    waiting: "not invited yet",
    sending: "sending invitation",
    done: "invited",
    already: "already in",
    refused: "not invited",
    blocked: "not invited",
    gaveUp: "not invited",
    unknown: "can't tell whether the email was sent",
    cancelled: "not invited",
  },
};

const alone: Record<StepState, string> = {
  waiting: "Waiting",
  sending: "Sending",
  done: "Invited",
  already: "Already in",
  refused: "Rejected",
  blocked: "Blocked",
  gaveUp: "Stopped after 12 attempts",
  unknown: "Unknown",
  cancelled: "Cancelled",
};

/** Why an instance got no material, as the user wanted. */
const skips: ReadonlySet<ProblemCode> = new Set(["wouldOverwrite", "targetUnreadable"]);

/** What became of an invitation after the platform accepted it, or where its state is unknown. */
const since: Partial<Record<ProblemCode, string>> = {
  addressCorrected: "Invited · address corrected",
  stillOpen: "Invited earlier · still open",
  revoked: "Revoked",
  notTracked: "Unknown · no longer tracked",
};

const waitsForAnother = "waiting for another invitation";

const hasPassed = (step: PlanRow): boolean => step.state === "done" || step.state === "already";
const isFailed = (step: PlanRow): boolean => step.state === "refused" || step.state === "gaveUp";

const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const asSentence = (parts: readonly string[]): string => capitalised(parts.join(" · "));

export const standing = {
  /** What has happened to a line so far, in words; `why` says why the step that failed did. */
  standing: (chain: readonly PlanRow[], why: (step: PlanRow) => string | null): string => {
    const last = chain.at(-1);
    if (last === undefined) return "";
    const dismissed = chain.find((step) => step.dismissed);
    if (dismissed !== undefined) {
      const said = phrases[dismissed.kind].refused;
      const because = dismissed.problem?.code === "waitsFor" ? null : why(dismissed);
      return `Dismissed · ${because === null ? said : `${said}: ${because}`}`;
    }
    const after = last.problem === null ? undefined : since[last.problem.code];
    if (after !== undefined) return after;
    if (last.kind === "invite" && hasPassed(last)) return alone[last.state];
    if (chain.every((step) => step.state === "cancelled")) {
      return last.problem !== null && skips.has(last.problem.code)
        ? `Skipped · ${why(last) ?? ""}`
        : alone.cancelled;
    }
    if (chain.every((step) => step.state === "waiting") && why(last) === null) return alone.waiting;
    const now = chain.findIndex((step) => !hasPassed(step));
    const here = chain[now];
    if (here === undefined) return asSentence(chain.map((step) => phrases[step.kind][step.state]));
    const because = why(here);
    const before = chain.slice(0, now).map((step) => phrases[step.kind][step.state]);
    const said = phrases[here.kind][here.state];
    if (isFailed(here)) {
      return asSentence([...before, because === null ? said : `${said}: ${because}`]);
    }
    const checksAgain =
      here.problem?.code === "checkingAgain" && because !== null ? uncapitalised(because) : null;
    return asSentence([
      ...before,
      here.state === "waiting" && because !== null ? waitsForAnother : (checksAgain ?? said),
      // What comes last is what everybody looks for.
      ...(here === last || last.kind !== "invite" ? [] : [phrases.invite[last.state]]),
    ]);
  },
};
