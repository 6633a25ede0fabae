/** The groups of a list as the window shows them. Who is in which group is decided by the shell. */

/** A random seed that is short enough to write down. */
export const newSeed = (): number => Math.floor(Math.random() * 10_000);

/**
 * The groups of a list in the order in which people read them. People without a group aren't in
 * it.
 */
export const groupsInOrder = (
  counts: ReadonlyMap<string, number>,
  locale: string,
): { group: string; people: number }[] => {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  return [...counts]
    .filter(([group]) => group !== "")
    .map(([group, people]) => ({ group, people }))
    .sort((one, other) => compare(one.group, other.group));
};
