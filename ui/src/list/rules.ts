import type { Split } from "../bridge";

/**
 * Rules of the domain for groups, for the preview in the dialog: the shell assigns people to groups by
 * the same rules. They stand in one place so that they can move to the shell, which knows them best.
 */

/** How many people each group gets. The sizes differ by 1 at most. */
export const groupSizes = (people: number, { kind, n }: Split): number[] => {
  if (people === 0) return [];
  const wanted = Math.max(1, n);
  const count = kind === "groups" ? Math.min(wanted, people) : Math.ceil(people / wanted);
  const least = Math.floor(people / count);
  const more = people % count;
  return Array.from({ length: count }, (_, group) => least + (group < more ? 1 : 0));
};

/** The name of a group, counted from 1: `#` is its number, `##` its number with two digits. */
export const groupName = (pattern: string, number: number): string => {
  const trimmed = pattern.trim();
  const place = /#+/u.exec(trimmed);
  if (place === null) return trimmed === "" ? String(number) : `${trimmed} ${number}`;
  const digits = String(number).padStart(place[0].length, "0");
  return trimmed.slice(0, place.index) + digits + trimmed.slice(place.index + place[0].length);
};
