/** Rows of a table in groups: each group has a line of its own, which folds its rows away. */

export type RowGroup<Row> = { id: string; rows: readonly Row[] };

/** What a table with groups shows as its rows: the line of a group, or one of its rows. */
export type GroupLine<Row, Group extends RowGroup<Row>> =
  { group: Group; row?: undefined } | { group: Group; row: Row };

/**
 * The groups as lines. A folded group has nothing but its line; one without rows has none, unless it
 * `staysEmpty`.
 */
export const groupLines = <Row, Group extends RowGroup<Row>>(
  groups: readonly Group[],
  folded: ReadonlySet<string>,
  staysEmpty: (group: Group) => boolean = () => false,
): GroupLine<Row, Group>[] => {
  const lines: GroupLine<Row, Group>[] = [];
  for (const group of groups) {
    if (group.rows.length === 0 && !staysEmpty(group)) continue;
    lines.push({ group });
    if (folded.has(group.id)) continue;
    // Pushed one by one: spread into one call there could be more arguments than a call can take.
    for (const row of group.rows) lines.push({ group, row });
  }
  return lines;
};

/** Which groups are folded once this one is unfolded, or folded if it wasn't. */
export const toggledFold = (folded: ReadonlySet<string>, group: string): ReadonlySet<string> => {
  const next = new Set(folded);
  if (!next.delete(group)) next.add(group);
  return next;
};
