/** The groups of a list as the window shows them. Who is in which group is decided by the shell. */

/** How often each size comes, in the order they first come. */
export const countsOfSizes = (sizes: readonly number[]): { size: number; groups: number }[] => {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return [...counts].map(([size, groups]) => ({ size, groups }));
};

/** A seed short enough to be written down. */
export const newSeed = (): number => Math.floor(Math.random() * 10_000);

/** Groups as they stand in a list, in the order people read them; those without one are left away. */
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
