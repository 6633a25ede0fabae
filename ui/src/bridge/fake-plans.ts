/**
 * For tests: plans with their intents, counts and steps, whole, so that a test names only what it
 * is about.
 */

import type {
  CountedAs,
  Intent,
  NewInstances,
  PlanCounts,
  PlanEntry,
  PlanRow,
  Review,
  StepKind,
  StepMark,
  StepState,
} from "./types";

/** For tests: the form for new instances, in which nothing was typed. */
export const noNewInstances: NewInstances = {
  several: false,
  name: "",
  slug: null,
  names: "",
  slugs: {},
  description: "",
};

/** For tests: people who share one role in one instance. */
export const anIntent = (more: Partial<Intent> = {}): Intent => ({
  purpose: "shared",
  instance: "g",
  instanceName: "Room A",
  role: "editor",
  material: "distributed",
  materials: ["distributed", "snapshot", "nothing"],
  snapshot: null,
  existing: null,
  newInstances: noNewInstances,
  distribution: {
    scope: "everyone",
    alsoDistributed: true,
    chosen: [],
    onOverwrite: "ask",
    decisions: {},
    notify: false,
    message: "",
  },
  ...more,
  createsOnly: more.purpose === "instances",
});

/** For tests: an individual instance for each person. */
export const individualIntent = (more: Partial<Intent> = {}): Intent =>
  anIntent({ purpose: "individual", instance: null, instanceName: null, ...more });

/** For tests: the counts of a plan; `all` is their sum, and all but the remaining have ended. */
export const countsOf = (more: Partial<Record<CountedAs, number>> = {}): PlanCounts => {
  const all = Object.values(more).reduce((sum, count) => sum + count, 0);
  return {
    all,
    remaining: 0,
    done: 0,
    already: 0,
    needsAttention: 0,
    cancelled: 0,
    ended: all - (more.remaining ?? 0),
    ...more,
  };
};

/** For tests: a plan that is being sent. */
export const aPlanEntry = (more: Partial<PlanEntry> = {}): PlanEntry => ({
  id: "p1",
  account: "a",
  accountName: "Practice",
  org: "o",
  space: "s",
  spaceName: "Finance I",
  intent: anIntent(),
  state: "sending",
  hold: null,
  asksUser: false,
  can: { cancel: true, undoSend: false, answers: [] },
  counts: countsOf({ remaining: 1 }),
  people: countsOf({ remaining: 1 }),
  speed: null,
  createdAt: "2026-10-12T10:00:00Z",
  graceUntil: null,
  departedAt: "2026-10-12T10:00:10Z",
  settledAt: null,
  ...more,
});

/** For tests: what the shell says of a step in each state. */
const countedAs: Record<StepState, CountedAs> = {
  waiting: "remaining",
  sending: "remaining",
  done: "done",
  already: "already",
  refused: "needsAttention",
  blocked: "needsAttention",
  gaveUp: "needsAttention",
  unknown: "needsAttention",
  cancelled: "cancelled",
};

const marks: Record<StepState, StepMark> = {
  waiting: "waiting",
  sending: "sending",
  done: "done",
  already: "done",
  refused: "failed",
  blocked: "waiting",
  gaveUp: "failed",
  unknown: "unknown",
  cancelled: "never",
};

const markOf = (kind: StepKind, state: StepState): StepMark => {
  if (kind === "invite" && state === "done") return "invited";
  if (kind === "invite" && state === "already") return "joined";
  return marks[state];
};

/** For tests: one step of a plan, to which nothing can be done unless the test says so. */
export const aStep = (
  step: string,
  kind: StepKind,
  state: StepState,
  more: Partial<PlanRow> = {},
): PlanRow => ({
  step,
  kind,
  name: "",
  address: "",
  group: "",
  instance: "",
  instanceName: "",
  waitsFor: null,
  state,
  countedAs: countedAs[state],
  mark: markOf(kind, more.state ?? state),
  ready: ["done", "already"].includes(more.state ?? state),
  standing: "asItsState",
  can: [],
  problem: null,
  settledAt: null,
  tries: 1,
  request: { method: "POST", path: "/", body: "" },
  status: null,
  ...more,
});

/** For tests: the steps of one person with an individual instance, in order. */
export const individualChain = (
  person: string,
  states: readonly [StepState, StepState, StepState],
  more: Partial<PlanRow> = {},
): PlanRow[] => {
  const who = {
    name: person,
    address: `${person.toLowerCase()}@uni.example`,
    instance: `${person.toLowerCase()}_1`,
    instanceName: `${person.toLowerCase()}@uni.example`,
    ...more,
  };
  return [
    aStep(`${person} create`, "create", states[0], who),
    aStep(`${person} handOut`, "distribute", states[1], who),
    aStep(`${person} invite`, "invite", states[2], who),
  ];
};

/** For tests: the instances of a review that has none. */
export const noInstances: Review["instances"] = {
  create: 0,
  existing: [],
  existingChoices: ["inviteOnly", "distribute", "skip"],
  groupInstances: [],
  newInstances: [],
};

/** For tests: the review of a draft. */
export const aReview = (more: Partial<Review> = {}): Review => ({
  draft: "d1",
  intent: anIntent(),
  spaceName: "Finance I",
  fingerprint: "f1",
  toInvite: 104,
  newPeople: [],
  obstacle: null,
  skips: 0,
  alreadyIn: [{ name: "Max Meier", address: "max@uni.example" }],
  otherRole: [],
  alreadyInvited: [],
  skipped: [],
  duplicates: [],
  toFix: [],
  toCheck: 0,
  requests: [{ method: "POST", path: "/x", body: "{}" }],
  requestsTotal: 104,
  createsInstances: false,
  instances: noInstances,
  material: null,
  materialKnown: true,
  noGroup: [],
  notTheirs: [],
  targets: null,
  seenAt: null,
  ...more,
});
