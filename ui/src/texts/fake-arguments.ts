/**
 * For tests: what a text that is a function can be given, by the name of a parameter or, where its
 * parameters are more than their names say, by the path of the text.
 */

import type { Finding, NewInstance, NewInstanceProblem, ReviewGroupInstance } from "../bridge";
import { aPlanEntry, anIntent, aReview, aStep } from "../bridge/fake-plans";
import { aProblem } from "../bridge/fake-shell";
import { problems } from "./en/problems";

const day = "2026-10-12T08:42:00Z";
const now = Date.parse("2026-10-14T10:00:00Z");
const some = [0, 1, 2, 1040];
const many = [1, 2, 1040];

/** What a parameter can be given, by its name. */
export const byName: Readonly<Record<string, readonly unknown[]>> = {
  "": [],
  account: ["Nuvolos"],
  acted: many,
  action: ["resend", "revoke"],
  address: ["ada@uni.example"],
  after: ["Lovelace"],
  all: many,
  already: some,
  at: [day],
  before: ["", "Byron"],
  bytes: [1, 12, 4_096, 1_460_000, 2_900_000_000],
  cancelled: some,
  changedDrafts: some,
  column: ["Name"],
  count: many,
  course: ["Finance I"],
  days: some,
  domains: [[], ["uni.example"], ["uni.example", "eth.example", "hu.example"]],
  done: some,
  down: [false, true],
  draft: ["Week 1"],
  drafts: [["Week 1"], ["Week 1", "Week 2"]],
  encoding: [null, "UTF-8"],
  ended: some,
  failed: many,
  field: ["address", "name"],
  file: ["students.csv"],
  first: ["Ada"],
  folder: ["Documents"],
  format: ["csv", "xlsx"],
  from: ["students.csv"],
  gets: some,
  group: ["", "Tuesday"],
  head: ["Neu"],
  heading: ["E-mail"],
  host: ["uni.example"],
  inList: many,
  inPlans: some,
  individual: some,
  instance: ["Room A"],
  instances: [null, 1, 2],
  invited: some,
  joined: some,
  kind: ["create", "distribute", "invite"],
  known: some,
  last: ["Gruppe 9"],
  list: ["students.csv"],
  n: [1, 2, 9],
  longest: [60],
  members: some,
  more: some,
  most: [null, 60],
  moved: some,
  name: ["Ada"],
  needs: some,
  now: [now],
  number_: [3],
  of: many,
  other: some,
  others: some,
  perMinute: [0.5, 12],
  person: ["Ada"],
  place: [1],
  plan: ["7"],
  purpose: ["individual", "groups", "instances"],
  reached: ["2 von 4"],
  read: some,
  rest: ["1 davon ist beigetreten."],
  role: ["space_admin", "editor", "someone"],
  row: [12],
  said: ["Laboratory"],
  second: [undefined, "Max"],
  seconds: [1, 9, 80, 600, 9000],
  seenAt: [null, day],
  selected: some,
  settled: some,
  shown: some,
  since: [null, day],
  skipped: many,
  sentPlans: some,
  slug: ["room_a"],
  snapshot: ["Week 3 material"],
  space: ["Finance I"],
  spaceName: ["Finance I"],
  state: ["joined", "invited", "unknown"],
  table: ["Sheet1"],
  text: ["uni"],
  title: ["Etwas"],
  toCheck: some,
  toFix: some,
  toInvite: many,
  toMake: some,
  total: [1, 2, 1040],
  tries: many,
  unread: some,
  uses: [null, 3],
  what: ["Week 3 material"],
  who: ["Ada"],
  why: ["weil es so ist"],
  withInstance: [false, true],
  without: some,
  word: ["Instanz"],
};

const saved = { name: "link.svg", folder: "Documents" };
const material = {
  instance: "distributed",
  slug: "week_3",
  name: "Week 3",
  at: day,
  instanceName: "Distributed",
};
const entry = aPlanEntry();
const purposes = ["individual", "groups", "shared", "administrators", "instances"] as const;
const edits = ["typing", "paste", "fill", "remove", "skip", "fix", "groups", "file", "difference"];
const whys: NewInstanceProblem["why"][] = [
  ...(["nameTooLong", "nameHidden", "nameTwice", "slugInvalid"] as const),
  ...(["slugReserved", "slugTaken", "slugUnderWay", "slugTwice"] as const),
];
const newInstance = (why: NewInstanceProblem["why"]): NewInstance => ({
  name: "Room A",
  slug: "room_a",
  problem: { why, suggestion: null, by: "Room B", characters: 99 },
});
const checked = (list: NewInstance[], toFix: number, tooMany: number | null = null) => ({
  ...{ list, descriptionTooLong: null, tooMany, toFix, longestText: 60, most: 100 },
});
const findings = [
  ...["invalid", "typo", "unusual", "duplicate", "outside"],
  ...["alreadyIn", "alreadyInvited", "roleAddress", "noName"],
].flatMap((kind) =>
  [null, "domain", "noAt", "literal"].map((reason): unknown => ({
    ...{ kind, reason, severity: "toCheck", at: null, fix: "ada@uni.example", otherRow: null },
  })),
) as Finding[];
const unsent = [
  ...[
    [0, 0],
    [1, 0],
    [9, 0],
    [0, 1],
    [0, 9],
    [2, 3],
    [0, 0, 1],
    [0, 0, 9],
    [2, 0, 9],
  ].map(([people, instances, targets = 0]) => [
    { people, instances, targets, any: true, inGrace: false },
  ]),
  [{ people: 1, instances: 0, targets: 0, any: true, inGrace: true }],
  [{ people: 0, instances: 0, targets: 0, any: false, inGrace: false }],
];
const drafts = [
  [{ spaceName: "Finance I", people: 3, instances: null, distributes: null }],
  [{ spaceName: "Finance I", people: 0, instances: 2, distributes: null }],
  [{ spaceName: "Finance I", people: 0, instances: null, distributes: "" }],
];
const groupsOf = (count: number): ReviewGroupInstance[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ group: `Red ${at}`, name: "Ada", slug: `red_${at}` },
    ...{ people: 1, state: "otherName" as const },
  }));

/** The arguments of a text whose parameters are more than their names say, by its path. */
export const byPath: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  "addInstance.problem": whys.map((why) => [newInstance(why), 60, "Finance I"]),
  "addInstance.toFix": [
    ...whys.map((why) => [checked([newInstance(why)], 1)]),
    ...[[checked([], 1)], [checked([], 1, 400)], [checked([], 2)]],
  ],
  "comparison.groupActions": [["Fehlen"]],
  "comparison.rowMoved": [[12, "Tuesday", "Monday"]],
  "distribute.sizes": [
    [null, 1],
    [500, 2_500_000],
  ],
  "distribute.sentence": [1, 2].map((count) => [aReview({ material, targets: null }), count]),
  "distributionPlan.title": ["sending", "settled"].map((state) => [
    ...[state, entry.people, "Finance I"],
  ]),
  "drafts.unnamed": drafts,
  "drafts.holds": drafts,
  "find.count": [
    [null, 0],
    [null, 3],
    [2, 3],
  ],
  finding: findings.map((found) => [found, { address: "ada@uni.exmaple", otherRow: 5 }]),
  "groups.preview": [
    [0, []],
    [3, [{ size: 4, groups: 3 }]],
    [
      3,
      [
        { size: 4, groups: 2 },
        { size: 3, groups: 1 },
      ],
    ],
  ],
  "holds.busy": [
    [{ until: null }, now],
    [{ until: day }, now],
  ],
  "holds.cannotDistribute": [
    [{ names: ["home"] }, now],
    [{ names: Array.from({ length: 20 }, (_, place) => `folder ${place}`) }, now],
  ],
  "holds.offline": [[{ since: day }, now]],
  "instancePlan.title": ["sending", "settled"].map((state) => [
    ...[state, entry.people, "Finance I"],
  ]),
  "link.saved": [[saved]],
  ...Object.fromEntries(
    ["firstClose.title", "firstClose.text", "quit.text"].map((text) => [text, unsent]),
  ),
  "holds.failing": [[{ since: day }, now]],
  "notices.sendingGoesOn": unsent.map(([waited]) => [{ waited }]),
  "snapshots.holds": [
    [{ files: 0, applications: 0, tables: 0 }],
    [{ files: 1, applications: 2, tables: 3 }],
  ],
  "notices.dataOnNetwork": [[{ folder: "N:" }]],
  "notices.dataRestored": [0, 1, 41].flatMap((unsettled) =>
    [0, 1, 7].map((drafts) => [{ unsettled, drafts }]),
  ),
  "notices.dataSetAside": [[{ file: "f", folder: "d" }]],
  "notices.plansHeld": [[{ count: 1 }], [{ count: 3 }]],
  "outbox.planName": purposes.map((purpose) => [anIntent({ purpose }), entry.people]),
  "overview.askTwo": [["Ada", "Max"]],
  "overview.matters.stepsFailed": ["create", "distribute", "invite"].flatMap((kind) =>
    ["refused", "gaveUp", "unknown"].flatMap((state) =>
      many.map((count) => [kind, state, count, "Ada"]),
    ),
  ),
  "peopleDo.partly": [
    ["resend", 1, 1],
    ["revoke", 2, 2],
  ],
  "peopleDo.progress": ["resend", "revoke", "takeOut"].map((action) => [action, 1, 2]),
  "plan.forSupport": [[aStep("1", "invite", "refused"), aProblem("invalid", { incident: "7" })]],
  "plan.groupNames": some.map((more) => [["Ada", "Max"], more]),
  "plan.report.saved": [[saved]],
  "plan.title": ["sending", "settled"].map((state) => [...[state, entry.people, "Finance I"]]),
  problem: Object.keys(problems).map((code) => [aProblem(code as keyof typeof problems)]),
  "problemDetails.text": [[aProblem("invalid", { incident: "7", about: "x", detail: "y" })]],
  "review.blockedNotTheirs": [
    [[{ name: "Ada", address: "ada@uni.edu" }]],
    [[1, 2].map(() => ({ name: "Ada", address: "ada@uni.edu" }))],
  ],
  "review.blockedTooManyGroups": [[2345, 2000]],
  "review.blockedAddressGroups": [[groupsOf(1)], [groupsOf(2)]],
  "review.blockedNotSharedGroups": [[groupsOf(1)], [groupsOf(2)]],
  "review.blockedOtherNameGroups": [[groupsOf(1)], [groupsOf(2)], [groupsOf(5)]],
  "review.materialText": [[material]],
  "review.summary": purposes.flatMap((purpose) =>
    [1, 2].map((toInvite) => [aReview({ toInvite, intent: anIntent({ purpose }) })]),
  ),
  "search.person": [
    ["", "Finance I", { what: "space", joined: true }],
    ["ada@uni.example", "Finance I", { what: "space", joined: false }],
    ["ada@uni.example", "Finance I", { what: "draft", draft: "1" }],
    ["ada@uni.example", "Finance I", { what: "plan", plan: "1" }],
  ],
  "troubleshooting.support": [
    [{ version: "1.0", system: "linux", platform: "api.uni.example", at: day }, "API: works"],
  ],
  "standing.because": [["eingeladen", "offline"]],
  "standing.checkingAgain": [
    [null, 0],
    ["2026-10-12T10:00:00Z", 0],
  ],
  "standing.dismissed": [["eingeladen"]],
  "standing.skipped": [["offline"]],
  ...Object.fromEntries(
    ["undoOf", "redoOf", "undone", "redone"].map((text) => [`list.${text}`, edits.map((e) => [e])]),
  ),
};
