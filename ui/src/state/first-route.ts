/** Decides which page the window opens with. */

import { router } from "./router.svelte";
import { session } from "./session.svelte";

/** Says for the length of a session that the page is loaded again from the preferences. */
const fromPreferences = "from-preferences";

/** The next page that is loaded opens with the preferences, from where its loading was asked for. */
export const startWithPreferences = (): void => sessionStorage.setItem(fromPreferences, "true");

/** Opens the first page: the welcome at the first start, and the overview ever after. */
export const openFirstRoute = (): void => {
  if (!session.ready) return;
  router.replace({ page: session.preferences.welcomed ? "overview" : "welcome" });
  if (sessionStorage.getItem(fromPreferences) === null) return;
  sessionStorage.removeItem(fromPreferences);
  router.go({ page: "preferences" });
};
