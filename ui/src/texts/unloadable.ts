/** What the window says in either language if its texts or its code can't be loaded. */

import type { Language } from "../bridge";

export const unloadable: Record<Language, string> = {
  en: "Cohort's window couldn't be loaded. Quit Cohort and start it again. If that doesn't help, install Cohort again. Your data is safe.",
  de: "Das Fenster von Cohort konnte nicht geladen werden. Beenden Sie Cohort, und starten Sie es neu. Wenn das nicht hilft, installieren Sie Cohort noch einmal. Ihre Daten sind sicher.",
};
