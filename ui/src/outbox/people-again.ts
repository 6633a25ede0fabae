/** Leads from people whom the platform rejected back to a draft with them. */

import { type Correction, peopleAgain, type PlanEntry, problemOf } from "../bridge";
import { openSpace } from "../space/open-space.svelte";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";

/** Opens a new draft with the people of these invitations, in which this is corrected. */
export const correctInDraft = async (
  entry: PlanEntry,
  steps: ReadonlySet<string>,
  correction: Correction,
): Promise<void> => {
  const { account, org, space } = entry;
  try {
    // What can be chosen is known only once the space has been read again.
    await openSpace.open({ account, org, space });
    await openSpace.refresh();
    const { draft } = await peopleAgain({ plan: entry.id, steps: [...steps], correction });
    router.go({
      page: "invite",
      account,
      org,
      space,
      draft,
      ...(correction === "addresses" && { atAddress: true }),
    });
  } catch (thrown) {
    announce.problem(problemOf(thrown), {
      tryAgain: () => void correctInDraft(entry, steps, correction),
    });
  }
};
