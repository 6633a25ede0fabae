/** Decides from the page that is open what a file that is dropped or chosen would be used for. */

import { openDraft } from "../drafts/open-draft.svelte";
import { openSpace } from "../space/open-space.svelte";
import { spaceList } from "../space/space-list.svelte";
import type { FileTarget, Route } from "../state/router.svelte";
import { session } from "../state/session.svelte";

/**
 * What a file would be brought in for on the page that is open. Null: the user has to be asked.
 * Busy: the page is a form, and what was typed into it would be lost.
 */
export const fileTargetOf = (route: Route): FileTarget | null | "busy" => {
  switch (route.page) {
    case "invite":
      return {
        account: route.account,
        org: route.org,
        space: route.space,
        spaceName: openDraft.head?.spaceName ?? nameOf(route.org, route.space),
        draft: route.draft,
      };
    case "file":
    case "difference":
      return route.target;
    case "space":
      return targetOfSpace(route.org, route.space);
    case "welcome":
    case "addAccount":
    case "enterKey":
      return "busy";
    // These drafts are about instances, and have no people.
    case "addInstance":
    case "distribute":
    case "overview":
    case "drafts":
    case "outbox":
    case "plan":
    case "preferences":
    case "yourData":
    case "troubleshooting":
      return null;
  }
};

/** Only an administrator can do anything with a list. */
const targetOfSpace = (org: string, space: string): FileTarget | null => {
  const account = session.accountId;
  const seen = openSpace.seen.value;
  if (account === null || seen?.org !== org || seen.slug !== space || !seen.administrator) {
    return null;
  }
  return { account, org, space, spaceName: seen.name, draft: null };
};

const nameOf = (org: string, space: string): string =>
  spaceList.list.value?.orgs
    .find((one) => one.slug === org)
    ?.spaces.find((one) => one.slug === space)?.name ?? space;
