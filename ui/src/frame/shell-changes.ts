/**
 * Takes what the shell says has changed to the state that shows it, which then asks the shell
 * again. This is the only place where changes arrive, so that every feature hears of a change in
 * the same order: first what every page shows, then what the other pages share, as soon as that is
 * loaded.
 */

import type { Changed } from "../bridge";
import { overviewState } from "../overview/overview.svelte";
import { spaceList } from "../space/space-list.svelte";
import { desktop } from "../state/desktop.svelte";
import { session } from "../state/session.svelte";
import { later } from "./chunks";

const tellPages = (changed: Changed): void =>
  later.use(({ applyToPages }) => applyToPages(changed));

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
      // The count beside its name reads differently.
      void spaceList.reread(changed.account);
      overviewState.reread();
      tellPages(changed);
      break;
    case "drafts":
    case "plan":
      overviewState.reread();
      tellPages(changed);
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
    case "dragging":
    case "dropped":
    case "people":
    case "reading":
      tellPages(changed);
      break;
  }
};
