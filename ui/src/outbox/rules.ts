import type { Hold, Material, PlanAction, PlanEntry, PlanRow, StepState } from "../bridge";
import { countOf } from "./plan-counts";
import type { ProblemGroup } from "./problem-groups";

/**
 * Rules of the domain for plans: which actions make sense for a plan, a step and an invitation now.
 * The shell refuses whatever is impossible. They stand in one place so that they can move to the
 * shell, which knows them best.
 */

const resumesByItself: readonly Hold["why"][] = [
  "offline",
  "key",
  "busy",
  "otherProcess",
  "diskFull",
  "diskFails",
];

/** The plan stays on hold until the user decides. */
export const waitsForUser = ({ hold }: PlanEntry): boolean =>
  hold === null || !resumesByItself.includes(hold.why);

/** Nothing of the plan was sent, so its list can become a draft again. */
export const canUndoSend = (entry: PlanEntry): boolean =>
  waitsForUser(entry) && entry.departedAt === null && entry.hold?.why !== "dataRestored";

export const canCancel = ({ state, counts }: PlanEntry): boolean =>
  state !== "grace" && state !== "settled" && countOf("toGo", counts) > 0;

const canRetryState = (state: StepState): boolean => state === "refused" || state === "gaveUp";

export const canRetry = (step: PlanRow): boolean => canRetryState(step.state);

/** How many steps one retry of all would try. An instance that exists needs an answer instead, and a
    single group of failures has a button of its own. */
export const countToRetry = (groups: readonly ProblemGroup[]): number => {
  const failed = groups.filter(
    (group) => canRetryState(group.state) && group.problem.code !== "exists",
  );
  return failed.length < 2 ? 0 : failed.reduce((sum, group) => sum + group.steps.size, 0);
};

/** The invitation was sent, and the person has not joined yet as far as is known. */
export const isInvitationOpen = ({ state, problem }: PlanRow): boolean =>
  state === "done" || (state === "already" && problem?.code === "stillOpen");

/** The person was invited at another address instead. */
export const isCorrected = (step: PlanRow): boolean => step.problem?.code === "addressCorrected";

/** What can become of instances that turned out to exist. Without material there is nothing to overwrite. */
export const answersForExisting = (material: Material) =>
  (material === "nothing"
    ? ["inviteExisting", "skipExisting"]
    : ["inviteExisting", "distributeExisting", "skipExisting"]) satisfies PlanAction[];
