/** The columns of the people in a review. */

import type { TableColumn } from "../parts/table/columns";
import { columnWidth } from "../parts/text-width";
import { t } from "../texts";
import type { ReviewRow } from "./review-groups";

export type ReviewColumn = "name" | "address" | "state";

/** The buttons of a row that is to be fixed have to fit, in any language. */
const { fix, skip } = t.review;
const stateWidth = Math.max(146, columnWidth([fix, skip], 70));

export const reviewColumns: readonly TableColumn<ReviewRow, ReviewColumn>[] = [
  { id: "name", title: t.review.columns.name, width: 110, grow: 2, text: (row) => row.name },
  {
    id: "address",
    title: t.review.columns.address,
    width: 170,
    grow: 5,
    text: (row) => row.address,
  },
  { id: "state", title: t.review.columns.state, width: stateWidth, text: () => "" },
];
