/** Takes what the shell says has changed to the state that pages other than the first share. */

import type { Changed } from "../bridge";
import { draftList } from "../drafts/draft-list.svelte";
import { openDraft } from "../drafts/open-draft.svelte";
import { files } from "../files/files.svelte";
import { openPlan } from "../outbox/open-plan.svelte";
import { outboxList } from "../outbox/outbox-list.svelte";
import { openComparison } from "../space/compare/comparison.svelte";
import { openSpace } from "../space/open-space.svelte";
import { peopleActions } from "../space/people-actions.svelte";

export const applyToPages = (changed: Changed): void => {
  switch (changed.what) {
    case "space":
      void openSpace.reread(changed);
      void openComparison.reread(changed);
      break;
    case "drafts":
      if (draftList.list.value) void draftList.read();
      break;
    case "rows":
      openDraft.onRowsCame(changed);
      break;
    case "plan":
      openPlan.onChanged(changed.plan);
      openComparison.rereadAfterPlan();
      if (outboxList.list.value) outboxList.reread();
      break;
    case "dragging":
      files.over = changed.over;
      break;
    case "dropped":
      files.dropped(changed.files);
      break;
    case "people":
      peopleActions.onProgress(changed);
      break;
    case "reading":
      files.onReading(changed);
      break;
    case "status":
    case "accounts":
    case "spaces":
    case "destination":
    case "question":
    case "desktop":
      break;
  }
};
