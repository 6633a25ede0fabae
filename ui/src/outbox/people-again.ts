/** Leads from people whom the platform rejected back to a draft with them. */

import {
  draftIntent,
  type IntentChoice,
  peopleToDraft,
  type PersonToAdd,
  type PlanEntry,
  problemOf,
} from "../bridge";
import { openSpace } from "../space/open-space.svelte";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";

/** What was chosen for a plan, for a draft that is to do the same. */
const sameChoices = ({ intent }: PlanEntry): IntentChoice[] => [
  { purpose: intent.purpose ?? "shared" },
  ...(intent.instance === null ? [] : [{ instance: intent.instance }]),
  { role: intent.role },
];

const again = async (
  entry: PlanEntry,
  people: readonly PersonToAdd[],
  choices: readonly IntentChoice[],
  step: "purpose" | "people",
): Promise<void> => {
  const { account, org, space } = entry;
  try {
    // What can be chosen is known only once the space has been read again.
    await openSpace.open({ account, org, space });
    await openSpace.refresh();
    const added = await peopleToDraft({ account, org, space, draft: null, people: [...people] });
    for (const choice of choices) await draftIntent({ draft: added.id, choice, step });
    router.go({
      page: "invite",
      account,
      org,
      space,
      draft: added.id,
      ...(step === "people" && { atAddress: true }),
    });
  } catch (thrown) {
    announce.problem(problemOf(thrown), {
      tryAgain: () => void again(entry, people, choices, step),
    });
  }
};

/** Opens a new draft with these people, where another instance is chosen for them. */
export const chooseInstanceFor = (
  entry: PlanEntry,
  people: readonly PersonToAdd[],
): Promise<void> => again(entry, people, [{ purpose: "shared" }], "purpose");

/** Opens a new draft with these people and with what was chosen before, at their first address. */
export const fixAddressesOf = (entry: PlanEntry, people: readonly PersonToAdd[]): Promise<void> =>
  again(entry, people, sameChoices(entry), "people");
