/** The actions that a table offers for its selected rows. */

/** What can be done with the selected rows: the same in the bar and in the menu of a row. */
export type TableAction = {
  id: string;
  label: string;
  /** Why it can't be done now. The action is shown all the same, so that nobody looks for it. */
  cannot?: string | null;
  /** It can't be undone. */
  risk?: boolean;
  keys?: string;
  run: () => void;
};
