import { session } from "./session.svelte";
import { where } from "./router.svelte";

/** Where the window opens: the welcome once, then where it was last. */
export const firstPlace = (): void => {
  if (!session.ready) return;
  const { welcomed, lastOrg, lastSpace, lastAccount } = session.preferences;
  if (!welcomed) where.replace({ page: "welcome" });
  else if (lastOrg !== null && lastSpace !== null && lastAccount === session.accountId) {
    where.replace({ page: "space", org: lastOrg, space: lastSpace, tab: "people" });
  } else where.replace({ page: "nothing" });
};
