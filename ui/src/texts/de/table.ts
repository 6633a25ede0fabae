import { visibleText } from "../../lib/visible-text";
import { number } from "./speech";

/** What every working table says. */
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
