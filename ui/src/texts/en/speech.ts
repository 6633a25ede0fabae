/** How English writes numbers, dates and times. */

import { isSameDay, type Span } from "../../lib/time-span";

export const locale = "en-GB";
const numbers = new Intl.NumberFormat(locale);
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const dayAndTime = new Intl.DateTimeFormat(locale, {
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
});
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
export const people = (count: number): string =>
  count === 1 ? "1 person" : `${number(count)} people`;
export const rows = (count: number): string => (count === 1 ? "1 row" : `${number(count)} rows`);
export const instances = (count: number): string =>
  count === 1 ? "1 instance" : `${number(count)} instances`;
export const invitations = (count: number): string =>
  count === 1 ? "1 invitation" : `${number(count)} invitations`;

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

/** “today at 10:42”, “yesterday at 16:02”, “9 October at 10:42” */
export const timeOf = (at: string, now: number): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  if (isSameDay(date, new Date(now))) return `today at ${clock.format(date)}`;
  return isYesterday(date, now) ? `yesterday at ${clock.format(date)}` : dayAndTime.format(date);
};

/** A time that stands alone, such as in a table: “Today at 10:42” */
export const timeAlone = (at: string, now: number): string => capitalised(timeOf(at, now));

/** After “since” and “until”, where “today” goes without saying: “10:42”, “yesterday at 16:02” */
export const clockOf = (at: string, now: number): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  return isSameDay(date, new Date(now)) ? clock.format(date) : timeOf(at, now);
};

export const ago = (span: Span, at: string): string => {
  switch (span.unit) {
    case "now":
      return "just now";
    case "minutes":
      return span.count === 1 ? "1 minute ago" : `${span.count} minutes ago`;
    case "hours":
      return span.count === 1 ? "1 hour ago" : `${span.count} hours ago`;
    case "days":
      return span.count === 1 ? "1 day ago" : `${span.count} days ago`;
    case "date":
      return fullDay.format(new Date(at));
  }
};

const day = 24 * 60 * 60 * 1000;

/** “today”, “tomorrow”, “in 12 days” */
export const distanceTo = (at: string, now: number): string => {
  const date = new Date(at);
  if (isSameDay(date, new Date(now))) return "today";
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const days = Math.floor((date.getTime() - midnight) / day);
  return days <= 1 ? "tomorrow" : `in ${number(days)} days`;
};

const kilobyte = 1_000;

/** What a file takes up, as file managers say it. Nothing where it isn't known. */
export const fileSize = (bytes: number | null): string => {
  if (bytes === null) return "";
  if (bytes < kilobyte) return bytes === 1 ? "1 byte" : `${number(bytes)} bytes`;
  const units = ["KB", "MB", "GB"];
  let value = bytes / kilobyte;
  let unit = 0;
  while (value >= kilobyte && unit < units.length - 1) {
    value /= kilobyte;
    unit += 1;
  }
  return `${number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))} ${units[unit] ?? ""}`;
};
