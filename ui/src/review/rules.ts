import type { Existing, Material, Review } from "../bridge";

/**
 * Rules of the domain in the review: why a draft cannot be sent yet, and what can become of instances
 * that exist. The shell refuses to send what these rules refuse. They stand in one place so that they
 * can move to the shell, which knows them best.
 */

/** What keeps a draft from being sent, the first of several. `people` is how many it concerns. */
export type Obstacle = { why: "fix" | "noGroup"; people: number } | { why: "existing" | "nobody" };

export const obstacleToSending = (review: Review): Obstacle | null => {
  if (review.toFix.length > 0) return { why: "fix", people: review.toFix.length };
  if (review.noGroup.length > 0) return { why: "noGroup", people: review.noGroup.length };
  if (review.instances.existing.length > 0 && review.intent.existing === null)
    return { why: "existing" };
  return review.toInvite === 0 ? { why: "nobody" } : null;
};

/** What can become of individual instances that exist. Without material there is nothing to overwrite. */
export const choicesForExisting = (material: Material): readonly Existing[] =>
  material === "nothing" ? ["inviteOnly", "skip"] : ["inviteOnly", "distribute", "skip"];
