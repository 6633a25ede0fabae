/** Time that has passed, in the units in which people speak of it. */

/** How long ago something was, in the unit in which a person would say it. */
export type Span =
  { unit: "now" } | { unit: "minutes" | "hours" | "days"; count: number } | { unit: "date" };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const spanSince = (then: string, now: number): Span => {
  const passed = now - Date.parse(then);
  if (Number.isNaN(passed) || passed >= 30 * day) return { unit: "date" };
  if (passed < minute) return { unit: "now" };
  if (passed < hour) return { unit: "minutes", count: Math.floor(passed / minute) };
  if (passed < day) return { unit: "hours", count: Math.floor(passed / hour) };
  return { unit: "days", count: Math.floor(passed / day) };
};

/** On how many midnights the day changes between two times, at least 0. */
export const daysBetween = (from: string, to: string | number): number => {
  const midnight = (at: string | number): number => new Date(at).setHours(0, 0, 0, 0);
  // Rounded, because a day on which the clocks change is an hour shorter or longer.
  const days = Math.round((midnight(to) - midnight(from)) / day);
  return Number.isNaN(days) ? 0 : Math.max(0, days);
};

/** Whole seconds until then, at least 0. */
export const secondsUntil = (then: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(then) - now) / 1000));

export const isSameDay = (one: Date, other: Date): boolean =>
  one.getFullYear() === other.getFullYear() &&
  one.getMonth() === other.getMonth() &&
  one.getDate() === other.getDate();
