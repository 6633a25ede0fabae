/**
 * Which button resumes a plan on hold, the same on the page Activity and on the page of the plan.
 */

import type { PlanEntry } from "../bridge";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { t } from "../texts";
import { openPlan, resumeRestoredData } from "./open-plan.svelte";

/** What resumes a plan on hold; null where it resumes by itself. */
export const resumeOf = ({
  account,
  hold,
}: PlanEntry): { label: string; run: () => unknown } | null => {
  const send = (): Promise<boolean> => openPlan.do("resume");
  switch (hold?.why) {
    case undefined:
    case "tooOld":
    case "membersUnclear":
      return { label: t.plan.resume, run: send };
    case "foundInGrace":
    case "asleepInGrace":
      return { label: t.plan.grace.now, run: send };
    case "cannotDistribute":
      return { label: t.holdActions.distributeRest, run: send };
    case "dataRestored":
      return { label: t.dataRestored.resume, run: resumeRestoredData };
    case "offline":
      return { label: t.status.tryNow, run: () => session.tryNow(account) };
    case "key":
      return {
        label: t.status.enterKey,
        run: () => router.go({ page: "enterKey", account }),
      };
    case "snapshotGone":
    case "busy":
    case "otherProcess":
    case "diskFull":
    case "diskFails":
    case "dataNewer":
    case "failing":
      return null;
  }
};
