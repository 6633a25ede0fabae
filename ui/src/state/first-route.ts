import { router } from "./router.svelte";
import { session } from "./session.svelte";

/** Opens the first page: the welcome at the first start, later the space that was open last. */
export const openFirstRoute = (): void => {
  if (!session.ready) return;
  const { welcomed, lastOrg, lastSpace, lastAccount } = session.preferences;
  if (!welcomed) router.replace({ page: "welcome" });
  else if (lastOrg !== null && lastSpace !== null && lastAccount === session.accountId) {
    router.replace({ page: "space", org: lastOrg, space: lastSpace, tab: "people" });
  } else router.replace({ page: "nothing" });
};
