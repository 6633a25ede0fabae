import type { Changed } from "../bridge";
import { openDraft } from "../state/draft.svelte";
import { draftList } from "../state/drafts.svelte";
import { files } from "../state/files.svelte";
import { openPlan, outboxList } from "../state/outbox.svelte";
import { session } from "../state/session.svelte";
import { openSpace } from "../state/space.svelte";
import { spaceList } from "../state/spaces.svelte";

/** The shell says that something reads differently now: whatever shows it asks again. */
export const hear = (changed: Changed): void => {
  switch (changed.what) {
    case "status":
      session.status = changed.status;
      break;
    case "accounts":
      void session.readAccounts();
      break;
    case "spaces":
      void spaceList.reread(changed.account);
      break;
    case "space":
      void openSpace.reread(changed);
      break;
    case "drafts":
      if (draftList.list.value) void draftList.read();
      break;
    case "rows":
      openDraft.heard(changed);
      break;
    case "plan":
      openPlan.heard(changed.plan);
      if (outboxList.list.value) outboxList.reread();
      break;
    case "dragging":
      files.over = changed.over;
      break;
    case "dropped":
      files.dropped(changed.files);
      break;
    case "reading":
      files.heard(changed);
      break;
  }
};
