/** Finds causes of problems, for the page Troubleshooting, by what is typed. */

import type { Problem, ProblemCode } from "../bridge";
import { searchable } from "../lib/search";
import { t } from ".";
import { codesOf } from "./causes";
import { type CauseId, causeIds } from "./words";

/** A problem of which nothing but its kind is known. */
const bare = (code: ProblemCode): Problem => ({
  code,
  about: null,
  fields: [],
  incident: null,
  status: null,
  detail: null,
  waitSeconds: null,
});

/** Everything that a cause may be found by: its texts, and what the window calls its problems. */
const soughtIn = (cause: CauseId): string => {
  const { title, seen, why, steps } = t.troubleshooting.causes.of[cause];
  const titles = codesOf[cause].map((code) => t.problem(bare(code)).title);
  return searchable([title, seen, why, ...steps, ...titles].join("\n"));
};

/** The causes in which every word that is typed occurs. */
export const causesFor = (typed: string): CauseId[] => {
  const words = searchable(typed)
    .split(/\s+/u)
    .filter((word) => word !== "");
  return causeIds.filter((cause) => {
    const text = soughtIn(cause);
    return words.every((word) => text.includes(word));
  });
};
