/** Leads to the comparison of a space from anywhere in the window. */

import type { ListGroup } from "../../bridge";
import { type Route, router } from "../../state/router.svelte";

/** Shows the people of a space compared with its list, or one group of them. */
export const showComparison = (org: string, space: string, group?: ListGroup): void => {
  const route: Route = {
    page: "space",
    org,
    space,
    tab: "people",
    view: { filter: group ?? "all", search: "", opened: null, comparing: true },
  };
  const { route: before } = router;
  if (before.page === "space" && before.org === org && before.space === space)
    router.replace(route);
  else router.go(route);
};
