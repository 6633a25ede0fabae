/** Another language for the window, without losing anything. */

import { language, type LanguageChoice } from "../bridge";
import { openDraft } from "../drafts/open-draft.svelte";
import { startWithPreferences } from "../state/first-route";
import { session } from "../state/session.svelte";
import { t } from "../texts";

const reload = (): void => location.reload();

/**
 * Keeps the choice, and loads the page again where that changes what is shown. What was typed in a
 * draft is saved as it is typed, so only what is still on its way to the disk is waited for.
 */
export const changeLanguage = async (choice: LanguageChoice, again = reload): Promise<void> => {
  await session.setLanguage(choice);
  if ((await language()) === t.language) return;
  await openDraft.saved();
  startWithPreferences();
  again();
};
