/** What every table in which rows are selected says: selecting, filters, columns. */

import { visibleText } from "../../lib/visible-text";
import { number } from "./speech";

export const table = {
  table: {
    selectAll: "Alle auswählen",
    select: (name: string): string => `${visibleText(name)} auswählen`,
    selected: (selected: number, all: number): string =>
      `${number(selected)} von ${number(all)} ausgewählt`,
    clear: "Auswahl aufheben",
    selectionLabel: "Ausgewählte Zeilen",
    moreActions: "Weitere Aktionen",
    moreFilters: (count: number): string => `${number(count)} weitere`,
    columns: "Spalten wählen",
  },
};
