/**
 * Which page is open, and the way back. A page is a value with everything it needs to be shown
 * again.
 */

import type { Choices, FileRef } from "../bridge";
import type { CauseId } from "../texts/words";

/** Where the people of a file go: into a draft, or into a space where there is no draft yet. */
export type FileTarget = {
  account: string;
  org: string;
  space: string;
  spaceName: string;
  draft: string | null;
};

export type DraftFileTarget = FileTarget & { draft: string };

export type Tab = "people" | "instances" | "link" | "history";

/** What a table shows, kept in the route so that the way back brings it back. */
export type TableView = {
  filter: string;
  search: string;
  /** Which row is open beside the table. */
  opened: string | null;
  /** The people are compared with the list that is kept for the space. */
  comparing?: boolean;
};

export type Route =
  | { page: "welcome" }
  | { page: "overview" }
  | { page: "space"; org: string; space: string; tab: Tab; view?: TableView }
  | {
      page: "invite";
      account: string;
      org: string;
      space: string;
      draft: string | null;
      /** The first address of the list is to be typed into. */
      atAddress?: boolean;
    }
  | { page: "addInstance"; account: string; org: string; space: string; draft: string | null }
  | { page: "distribute"; account: string; org: string; space: string; draft: string | null }
  /** The columns of a file, before its people are taken. */
  | { page: "file"; file: FileRef; target: FileTarget; choices: Choices | null }
  | { page: "difference"; file: FileRef; target: FileTarget; choices: Choices | null }
  | { page: "drafts" }
  | { page: "outbox" }
  | { page: "plan"; plan: string }
  | { page: "preferences" }
  | { page: "yourData" }
  /** Opened from a space, or from a problem whose cause is unfolded. */
  | { page: "troubleshooting"; space?: { org: string; space: string }; cause?: CauseId }
  | { page: "addAccount" }
  | { page: "enterKey"; account: string };

/** Which page is open, and the way back. */
class Router {
  route = $state.raw<Route>({ page: "overview" });
  #before: Route[] = [];

  go(route: Route): void {
    this.#before.push(this.route);
    if (this.#before.length > 50) this.#before.shift();
    this.route = route;
  }

  /** Changes the page without a step in the way back. */
  replace(route: Route): void {
    this.route = route;
  }

  back(): void {
    this.route = this.#before.pop() ?? { page: "overview" };
  }
}

export const router = new Router();

const wholeTable: TableView = { filter: "all", search: "", opened: null };

/** The view of the table on the page of a space. In the route, the way back brings it back. */
export const viewInRoute = {
  get now(): TableView {
    const { route } = router;
    return (route.page === "space" ? route.view : undefined) ?? wholeTable;
  },

  change: (change: Partial<TableView>): void => {
    const { route } = router;
    if (route.page === "space")
      router.replace({ ...route, view: { ...viewInRoute.now, ...change } });
  },
};
