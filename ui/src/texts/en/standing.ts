/** How far Cohort has come with one person or one group instance. */

import type { StepKind, StepStanding, StepState } from "../../bridge";
import { clockOf } from "./speech";

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

/** What became of an invitation after the platform accepted it, or where its state is unknown. */
const since: Record<Exclude<StepStanding, "dismissed" | "skipped" | "asItsState">, string> = {
  addressCorrected: "Invited · address corrected",
  stillOpen: "Invited earlier · still open",
  revoked: "Revoked",
  notTracked: "Unknown · no longer tracked",
};

const waitsForAnother = "waiting for another invitation";

/** The words for one line of a plan, of which `lineWords` chooses. */
export const standing = {
  standing: {
    steps: phrases,
    invitation: alone,
    since,
    waitsForAnother,
    checkingAgain: (at: string | null, now: number): string =>
      at === null ? "checking again soon" : `checking again at ${clockOf(at, now)}`,
    dismissed: (said: string): string => `Dismissed · ${said}`,
    skipped: (why: string): string => `Skipped · ${why}`,
    because: (said: string, why: string): string => `${said}: ${why}`,
  },
};
