/** What every table in which rows are selected says: selecting, filters, columns. */

import { visibleText } from "../../lib/visible-text";
import { number } from "./speech";

export const table = {
  table: {
    selectAll: "Select all",
    select: (name: string): string => `Select ${visibleText(name)}`,
    selected: (selected: number, all: number): string =>
      `${number(selected)} of ${number(all)} selected`,
    clear: "Clear selection",
    selectionLabel: "Selected rows",
    moreActions: "More actions",
    moreFilters: (count: number): string => `${number(count)} more`,
    columns: "Choose columns",
  },
};
