/** For tests: drafts and their rows. */

import type { Draft, DraftRow, DraftStep, Finding, InvitationStep, Lack } from "../bridge";
import { anIntent } from "../bridge/fake-plans";

/** For tests: a row with nothing in it but what is given. */
export const aRow = (id: string, position: number, more: Partial<DraftRow> = {}): DraftRow => ({
  id,
  position,
  name: "",
  address: "",
  group: "",
  note: "",
  listId: "",
  skipped: false,
  findings: [],
  status: "fine",
  severity: null,
  fix: null,
  ...more,
});

/** For tests: an address that isn't valid, with no place and no fix. */
export const aFinding = (more: Partial<Finding> = {}): Finding => ({
  kind: "invalid",
  reason: null,
  severity: "toFix",
  at: null,
  fix: null,
  otherRow: null,
  ...more,
});

const allSteps: readonly DraftStep[] = ["purpose", "people", "material", "review"];

/** For tests: steps of which these lack something. What lies behind the first of them is closed. */
export const stepsLacking = (
  lacks: Partial<Record<DraftStep, Lack>>,
  steps: readonly DraftStep[] = allSteps,
): InvitationStep[] => {
  let reachable = true;
  return steps.map((step) => {
    const state = { step, lack: lacks[step] ?? null, reachable };
    reachable &&= state.lack === null;
    return state;
  });
};

/** For tests: a draft of a course, at the list, with nobody in it. */
export const aDraft = (more: Partial<Draft> = {}): Draft => ({
  id: "d1",
  name: "",
  account: "a",
  org: "o",
  space: "s",
  spaceName: "Finance I",
  spaceKind: "course",
  intent: anIntent(),
  step: "people",
  steps: stepsLacking({}, ["purpose", "people", "review"]),
  newInstances: null,
  targets: null,
  rows: [],
  counts: { all: 0, toFix: 0, toCheck: 0, alreadyIn: 0, skipped: 0 },
  changedAt: "2026-10-12T10:00:00Z",
  history: { undo: null, redo: null },
  adding: "",
  ...more,
});
