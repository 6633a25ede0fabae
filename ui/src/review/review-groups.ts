/** The people of a review as rows in groups, by what happens to them. */

import type { Review } from "../bridge";
import type { StateKind } from "../parts/states";

export type ReviewGroupId =
  | "toFix"
  | "noGroup"
  | "notTheirs"
  | "newPeople"
  | "alreadyIn"
  | "alreadyInvited"
  | "duplicates"
  | "skipped";

export type ReviewRow = { key: string; name: string; address: string; row: string | null };

export type ReviewGroup = { id: ReviewGroupId; rows: readonly ReviewRow[] };

/** What needs the user comes first. */
const order: readonly ReviewGroupId[] = [
  "toFix",
  "noGroup",
  "notTheirs",
  "newPeople",
  "alreadyIn",
  "alreadyInvited",
  "duplicates",
  "skipped",
];

export const reviewGroups = (review: Review): ReviewGroup[] =>
  order.map((id) => ({
    id,
    rows: review[id].map((person, place) => ({
      key: `${id} ${place}`,
      name: person.name,
      address: person.address,
      row: "row" in person ? person.row : null,
    })),
  }));

/** Where the people of a group stand. */
export const groupMarks: Record<ReviewGroupId, StateKind> = {
  toFix: "failed",
  noGroup: "failed",
  notTheirs: "failed",
  newPeople: "never",
  alreadyIn: "joined",
  alreadyInvited: "invited",
  duplicates: "never",
  skipped: "never",
};
