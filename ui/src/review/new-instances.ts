/** How many instances a draft creates that start with its material. */

import type { Review } from "../bridge";

/** One for each person, one for each group, or those that were named. */
export const newInstancesOf = (review: Review): number => {
  switch (review.intent.purpose) {
    case "individual":
      return review.toInvite;
    case "groups":
      return review.instances.groupInstances.length;
    case "instances":
      return review.instances.create;
    case "shared":
    case "administrators":
    case "distribute":
    case null:
      return 0;
  }
};
