/**
 * Every text of every language: none is missing or broken, and none is still in English. A text that
 * is a function gets sample arguments by the names of its parameters, so a new text is tested without
 * being listed here. Only a parameter with a new name has to be given samples (`fake-arguments.ts`).
 */

import { describe, expect, it } from "vitest";

import { plainTextOf, type RichText } from "../lib/rich-text";
import type { Texts } from ".";
import { de } from "./de/index";
import { problems as germanProblems } from "./de/problems";
import { en } from "./en/index";
import { problems } from "./en/problems";
import { byName, byPath } from "./fake-arguments";

const paramsOf = (text: (...args: never[]) => unknown): string[] =>
  (text.toString().split("=>")[0] ?? "").replace(/[()]|\s|=.*$/gu, "").split(",");

const argumentsOf = (path: string, text: (...args: never[]) => unknown): unknown[][] => {
  const own = byPath[path];
  if (own !== undefined) return own.map((args) => [...args]);
  return paramsOf(text).reduce<unknown[][]>(
    (lists, param) => {
      if (param === "") return lists;
      const samples = byName[param];
      if (samples === undefined) throw new Error(`give samples for “${param}” of ${path}`);
      return lists.flatMap((list) => samples.map((sample) => [...list, sample]));
    },
    [[]],
  );
};

const isRichText = (value: unknown): value is RichText =>
  Array.isArray(value) &&
  value.every(
    (piece) =>
      typeof piece === "string" ||
      (typeof piece === "object" && piece !== null && ("name" in piece || "strong" in piece)),
  );

type Said = { path: string; english: string; other: string };

/** What both languages say, in pairs. */
const pairs = (english: unknown, other: unknown, path: string): Said[] => {
  if (typeof english === "string") return [{ path, english, other: String(other) }];
  if (typeof english === "function") {
    const text = english as (...args: unknown[]) => unknown;
    const translated = other as (...args: unknown[]) => unknown;
    return argumentsOf(path, text).flatMap((args) =>
      pairs(text(...args), translated(...args), `${path}(${args.map(String).join(", ")})`),
    );
  }
  if (isRichText(english) && isRichText(other)) {
    return [{ path, english: plainTextOf(english), other: plainTextOf(other) }];
  }
  if (typeof english === "object" && english !== null && typeof other === "object") {
    expect(Object.keys(other ?? {}).sort(), path).toEqual(Object.keys(english).sort());
    // What a button does is no text.
    const texts = Object.entries(english).filter(([key]) => key !== "does");
    return texts.flatMap(([key, value]) =>
      pairs(value, (other as Record<string, unknown>)[key], path === "" ? key : `${path}.${key}`),
    );
  }
  return [];
};

const everything = (english: Texts, other: Texts): Said[] => pairs(english, other, "");

describe("every text", () => {
  it("says something, and nothing but words, in English and in German", () => {
    const said = everything(en, de);
    expect(said.length).toBeGreaterThan(2000);
    const isBroken = (text: string): boolean => /undefined|null|NaN|\[object|\s{2}/u.test(text);
    const wrong = said.filter(
      ({ english, other }) =>
        (other === "") !== (english === "") || isBroken(english) || isBroken(other),
    );
    expect(wrong).toEqual([]);
  });

  it("is there for every problem", () => {
    expect(Object.keys(germanProblems).sort()).toEqual(Object.keys(problems).sort());
  });
});

/** Words that German has from English or shares with it. */
const sameInBoth = new Set([
  ...["Cohort", "Name", "Status", "Code", "Details", "Online", "Offline", "Link", "Text", "Person"],
  ...["Master", "Distributed", "Snapshot", "Snapshots", "Slug", "Space", "Spaces", "Material"],
  ...["Administrator", "Editor", "Viewer", "Observer", "System", "English", "Deutsch", " · ", ","],
  ...["Esc", "F1", "?", "F8", "Alt ←", "Alt 1 … 9", "↑ ↓", "↑ ↓ ← →", "CSV", "UTF-8"],
]);

/** Texts that show nothing but what they are given, or words that are the same everywhere. */
const givenOnly = [
  ...["comparison.columns.space(", "files.columns.format(", "files.difference.change(name"],
  ...[
    "files.systems.",
    "preferences.language.choices.",
    "help.states.",
    "language",
    "link.uses(",
    "locale",
  ],
  ...[
    "distribute.sizes(",
    "number(",
    "overview.distributed(",
    "overview.matters.planAsks(",
    "plan.groupNames(",
  ],
  ...[
    "standing.because(",
    "plan.groupTitle(",
    "platformRole(someone)",
    "review.email.into.shared(",
  ],
  ...["space.kindAsSaid("],
];

it("nothing is left in English in the German texts", () => {
  const same = everything(en, de).filter(
    ({ path, english, other }) =>
      english !== "" &&
      other === english &&
      !sameInBoth.has(english) &&
      !givenOnly.some((start) => path.startsWith(start)),
  );
  expect(same.map(({ path, other }) => `${path}: ${other}`)).toEqual([]);
});
