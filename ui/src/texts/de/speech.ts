/** How German writes numbers, dates and times. */

import { isSameDay, type Span } from "../../lib/time-span";

/** German as it is written where the user is: 1.040 in Berlin, 1’040 in Zürich. */
export const locale = navigator.languages.find((tag) => /^de\b/iu.test(tag)) ?? "de-DE";
const numbers = new Intl.NumberFormat(locale);
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
export const fullDay = new Intl.DateTimeFormat(locale, {
  day: "numeric",
  month: "long",
  year: "numeric",
});

const dayOnly = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" });

/** A day, with its year where that is another than this one. */
export const dayOf = (at: string): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return (isThisYear ? dayOnly : fullDay).format(date);
};

export const number = (count: number): string => numbers.format(count);

/** “1 Zeile”, “1.040 Zeilen” */
export const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${number(count)} ${many}`;
export const people = (count: number): string => counted(count, "Person", "Personen");
export const rows = (count: number): string => counted(count, "Zeile", "Zeilen");
export const instances = (count: number): string => counted(count, "Instanz", "Instanzen");
export const invitations = (count: number): string => counted(count, "Einladung", "Einladungen");

/** The word beside a number that filters. */
export type Counted = (count: number) => string;
export const always =
  (word: string): Counted =>
  () =>
    word;
export const oneOr =
  (one: string, many: string): Counted =>
  (count) =>
    count === 1 ? one : many;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const isYesterday = (date: Date, now: number): boolean => {
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return isSameDay(date, yesterday);
};

/** “heute” and “gestern”; any other day isn't named so. */
const nearDay = (date: Date, now: number): string | null => {
  if (isSameDay(date, new Date(now))) return "heute";
  return isYesterday(date, now) ? "gestern" : null;
};

/** In a sentence: “heute um 10:42”, “gestern um 16:02”, “am 9. Oktober um 10:42” */
export const timeOf = (at: string, now: number): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  return `${nearDay(date, now) ?? `am ${dayOnly.format(date)}`} um ${clock.format(date)}`;
};

/** A time that stands alone, such as in a table: “Heute um 10:42”, “9. Oktober um 10:42” */
export const timeAlone = (at: string, now: number): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const day = nearDay(date, now);
  return `${day === null ? dayOnly.format(date) : capitalised(day)} um ${clock.format(date)}`;
};

/** After “seit” and “bis”, where “heute” goes without saying: “10:42”, “gestern, 16:02” */
export const clockOf = (at: string, now: number): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const time = clock.format(date);
  return isSameDay(date, new Date(now))
    ? time
    : `${nearDay(date, now) ?? dayOnly.format(date)}, ${time}`;
};

/** In a sentence: “vor 5 Minuten”, “am 9. Oktober 2026” */
export const ago = (span: Span, at: string): string => {
  switch (span.unit) {
    case "now":
      return "gerade eben";
    case "minutes":
      return span.count === 1 ? "vor 1 Minute" : `vor ${span.count} Minuten`;
    case "hours":
      return span.count === 1 ? "vor 1 Stunde" : `vor ${span.count} Stunden`;
    case "days":
      return span.count === 1 ? "vor 1 Tag" : `vor ${span.count} Tagen`;
    case "date":
      return `am ${fullDay.format(new Date(at))}`;
  }
};

/** How long ago something was, where that stands alone: “Vor 5 Minuten”, “9. Oktober 2026” */
export const agoAlone = (span: Span, at: string): string =>
  span.unit === "date" ? fullDay.format(new Date(at)) : capitalised(ago(span, at));

const day = 24 * 60 * 60 * 1000;

/** “heute”, “morgen”, “in 12 Tagen” */
export const distanceTo = (at: string, now: number): string => {
  const date = new Date(at);
  if (isSameDay(date, new Date(now))) return "heute";
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const days = Math.floor((date.getTime() - midnight) / day);
  return days <= 1 ? "morgen" : `in ${number(days)} Tagen`;
};

const kilobyte = 1_000;

/** What a file takes up, as file managers say it. Nothing where it isn't known. */
export const fileSize = (bytes: number | null): string => {
  if (bytes === null) return "";
  if (bytes < kilobyte) return counted(bytes, "Byte", "Bytes");
  const units = ["KB", "MB", "GB"];
  let value = bytes / kilobyte;
  let unit = 0;
  while (value >= kilobyte && unit < units.length - 1) {
    value /= kilobyte;
    unit += 1;
  }
  return `${number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))} ${units[unit] ?? ""}`;
};
