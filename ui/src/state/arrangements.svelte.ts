/**
 * How the user has arranged each table: its columns, and the order of its rows. It is kept with the
 * preferences, so it survives a restart.
 */

import type { TableArrangement } from "../bridge";
import { session } from "./session.svelte";

type Arrangement = Omit<TableArrangement, "table">;

/** How each table of the window is arranged. It is kept with the preferences. */
export const arrangements = {
  of: (table: string): TableArrangement =>
    session.preferences.tables.find((one) => one.table === table) ?? {
      table,
      columns: null,
      sort: null,
      descending: false,
    },

  change: (table: string, change: Partial<Arrangement>): void =>
    session.remember({
      tables: [
        ...session.preferences.tables.filter((one) => one.table !== table),
        { ...arrangements.of(table), ...change },
      ],
    }),

  /** One of them, as a table takes it. */
  kept: (table: string) => ({
    get now(): Arrangement {
      return arrangements.of(table);
    },
    change: (change: Partial<Arrangement>): void => arrangements.change(table, change),
  }),
};
