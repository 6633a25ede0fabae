/** The columns of the people in a review. */

import type { TableColumn } from "../parts/table/columns";
import { t } from "../texts";
import type { ReviewRow } from "./review-groups";

export type ReviewColumn = "name" | "address" | "state";

export const reviewColumns: readonly TableColumn<ReviewRow, ReviewColumn>[] = [
  { id: "name", title: t.review.columns.name, width: 110, grow: 2, text: (row) => row.name },
  {
    id: "address",
    title: t.review.columns.address,
    width: 170,
    grow: 5,
    text: (row) => row.address,
  },
  { id: "state", title: t.review.columns.state, width: 146, text: () => "" },
];
