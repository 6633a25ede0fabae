/**
 * Takes what the shell says has changed to the state that shows it, which then asks the shell
 * again. This is the only place where changes arrive, so that every feature hears of a change in
 * the same order.
 */

import type { Changed } from "../bridge";
import { draftList } from "../drafts/draft-list.svelte";
import { openDraft } from "../drafts/open-draft.svelte";
import { files } from "../files/files.svelte";
import { openPlan } from "../outbox/open-plan.svelte";
import { outboxList } from "../outbox/outbox-list.svelte";
import { overviewState } from "../overview/overview.svelte";
import { openComparison } from "../space/compare/comparison.svelte";
import { openSpace } from "../space/open-space.svelte";
import { peopleActions } from "../space/people-actions.svelte";
import { spaceList } from "../space/space-list.svelte";
import { desktop } from "../state/desktop.svelte";
import { session } from "../state/session.svelte";

export const applyShellChange = (changed: Changed): void => {
  switch (changed.what) {
    case "status":
      session.status = changed.status;
      overviewState.reread();
      break;
    case "accounts":
      void session.readAccounts();
      break;
    case "spaces":
      void spaceList.reread(changed.account);
      overviewState.reread();
      break;
    case "space":
      void openSpace.reread(changed);
      void openComparison.reread(changed);
      // The count beside its name reads differently.
      void spaceList.reread(changed.account);
      overviewState.reread();
      break;
    case "drafts":
      if (draftList.list.value) void draftList.read();
      overviewState.reread();
      break;
    case "destination":
      void desktop.readDestination();
      break;
    case "question":
      void desktop.readQuestion();
      break;
    case "desktop":
      void desktop.rereadState();
      break;
    case "rows":
      openDraft.onRowsCame(changed);
      break;
    case "plan":
      openPlan.onChanged(changed.plan);
      openComparison.rereadAfterPlan();
      overviewState.reread();
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
  }
};
