/** Leads from instances that a plan has just created to inviting people into them. */

import { draftIntent, draftNew, type PlanEntry, problemOf } from "../bridge";
import { openSpace } from "../space/open-space.svelte";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";

/**
 * Opens the wizard that invites people into an instance that was just created. Where there are
 * several of them, the user chooses in the wizard.
 */
export const inviteInto = async (entry: PlanEntry, created: readonly string[]): Promise<void> => {
  const { account, org, space } = entry;
  const [instance, ...others] = created;
  try {
    // The shell offers only instances that the platform has listed, so the list is read anew.
    await openSpace.open({ account, org, space });
    await openSpace.refresh();
    const draft = (await draftNew({ account, org, space })).id;
    await draftIntent({ draft, choice: { purpose: "shared" }, step: "purpose" });
    if (instance !== undefined && others.length === 0) {
      await draftIntent({ draft, choice: { instance }, step: "people" });
    }
    router.go({ page: "invite", account, org, space, draft });
  } catch (thrown) {
    announce.problem(problemOf(thrown), { tryAgain: () => void inviteInto(entry, created) });
  }
};
