/** The states that have a mark and a colour of their own. */

/**
 * Where a person, a step or a plan stands, as one of the states that have a mark and a colour of
 * their own. The same in every table, so that a colour or a mark never means two things.
 */
export type StateKind =
  /** Not begun, and it will be. */
  | "waiting"
  /** Never invited, revoked or cancelled: nothing will happen by itself. */
  | "never"
  | "sending"
  /** The platform took the invitation, and the person hasn't joined yet. */
  | "invited"
  | "joined"
  /** A step that ended well. Green is for people who joined, so this is a plain tick. */
  | "done"
  | "failed"
  /** Sent, and the answer was lost. */
  | "unknown";

export const stateColours: Record<StateKind, string> = {
  waiting: "text-wait",
  never: "text-wait",
  sending: "text-send",
  invited: "text-invited",
  joined: "text-joined",
  done: "text-text",
  failed: "text-failed",
  unknown: "text-failed",
};

const urgency: readonly StateKind[] = ["failed", "unknown", "sending"];

/** The state of several steps: the one that most needs to be seen, otherwise the last. */
export const mostUrgent = (states: readonly StateKind[]): StateKind =>
  urgency.find((state) => states.includes(state)) ?? states.at(-1) ?? "waiting";
