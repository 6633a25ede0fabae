/**
 * Why a plan stands still is said in the same words in the window as in the tray, the terminal and
 * the reports, which have tables of their own. Both sides are compared with one file.
 */

import { describe, expect, it } from "vitest";

import said from "../../../crates/outbox/src/told/words/standstills.golden.json";
import { plainTextOf, type RichText } from "../lib/rich-text";
import { holds as german } from "./de/holds";
import { holds as english } from "./en/holds";

type Said = { title: string; text: string | null };
type Words = (hold: object, now: number) => { title: string; text: RichText };

const details = {
  busy: { until: null },
  cannotDistribute: { names: Array.from({ length: 14 }, (_, file) => `files/${file}`) },
};

describe.each([
  ["English", english.holds, said.en],
  ["German", german.holds, said.de],
])("in %s", (_, words, file) => {
  const entries: [string, Said][] = Object.entries(file);

  it.each(entries)("a plan stands still for the same reason: %s", (why, { title, text }) => {
    const say = (words as unknown as Record<string, Words>)[why];
    const hold = { why, ...(details as Record<string, object>)[why] };
    const here = say?.(hold, 0);
    expect(here?.title).toBe(title);
    if (text !== null) expect(plainTextOf(here?.text ?? [])).toBe(text);
  });
});
