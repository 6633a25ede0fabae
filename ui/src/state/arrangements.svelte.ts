import type { TableArrangement } from "../bridge";
import { session } from "./session.svelte";

/** How each table of the window is arranged. It is kept with the preferences. */
export const arrangements = {
  of: (table: string): TableArrangement =>
    session.preferences.tables.find((one) => one.table === table) ?? {
      table,
      columns: null,
      sort: null,
      descending: false,
    },

  change: (table: string, change: Partial<Omit<TableArrangement, "table">>): void =>
    session.remember({
      tables: [
        ...session.preferences.tables.filter((one) => one.table !== table),
        { ...arrangements.of(table), ...change },
      ],
    }),
};
