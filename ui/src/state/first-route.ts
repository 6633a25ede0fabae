/** Decides which page the window opens with. */

import { router } from "./router.svelte";
import { session } from "./session.svelte";

/** Opens the first page: the welcome at the first start, and the overview ever after. */
export const openFirstRoute = (): void => {
  if (!session.ready) return;
  router.replace({ page: session.preferences.welcomed ? "overview" : "welcome" });
};
