import { openDraft } from "../drafts/open-draft.svelte";
import { openSpace } from "../space/open-space.svelte";
import { spaceList } from "../space/space-list.svelte";
import { session } from "../state/session.svelte";
import type { Place } from "../state/router.svelte";

/** What a file is brought in for: a draft, or a space where there is none yet. */
export type FileAim = {
  account: string;
  org: string;
  space: string;
  spaceName: string;
  draft: string | null;
};

export type DraftFileAim = FileAim & { draft: string };

/** What the page that is open would do with a file. Null: that has to be asked; busy: what was
    typed into this page would be lost. */
export const fileAimOf = (place: Place): FileAim | null | "busy" => {
  switch (place.page) {
    case "invite":
      return {
        account: place.account,
        org: place.org,
        space: place.space,
        spaceName: openDraft.head?.spaceName ?? nameOf(place.org, place.space),
        draft: place.draft,
      };
    case "file":
    case "difference":
      return place.aim;
    case "space":
      return aimOfSpace(place.org, place.space);
    case "welcome":
    case "addAccount":
    case "giveKey":
      return "busy";
    case "nothing":
    case "drafts":
    case "outbox":
    case "plan":
      return null;
  }
};

/** Only an administrator can do anything with a list. */
const aimOfSpace = (org: string, space: string): FileAim | null => {
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
