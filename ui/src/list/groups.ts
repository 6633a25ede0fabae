import type { Split } from "../bridge";

/* Groups as they are planned; who comes into which is dealt by the shell. */

/** How many people each group gets: sizes differ by one at most. */
export const groupSizes = (people: number, { kind, n }: Split): number[] => {
  if (people === 0) return [];
  const wanted = Math.max(1, n);
  const count = kind === "groups" ? Math.min(wanted, people) : Math.ceil(people / wanted);
  const least = Math.floor(people / count);
  const more = people % count;
  return Array.from({ length: count }, (_, group) => least + (group < more ? 1 : 0));
};

/** How often each size comes, in the order they first come. */
export const countsOfSizes = (sizes: readonly number[]): { size: number; groups: number }[] => {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return [...counts].map(([size, groups]) => ({ size, groups }));
};

/** The name of a group, counted from 1: `#` is its number, `##` its number with two digits. */
export const groupName = (pattern: string, number: number): string => {
  const trimmed = pattern.trim();
  const place = /#+/u.exec(trimmed);
  if (place === null) return trimmed === "" ? String(number) : `${trimmed} ${number}`;
  const digits = String(number).padStart(place[0].length, "0");
  return trimmed.slice(0, place.index) + digits + trimmed.slice(place.index + place[0].length);
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
