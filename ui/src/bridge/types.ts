// Written by `cargo xtask types`. Do not change it here.

export type Account = { id: string, name: string, 
/**
 * The platform's address, as it was given.
 */
address: string, kind: AccountKind, key: KeyState, };

export type AccountKey = { account: string, key: string, thisRunOnly: boolean, };

export type AccountKind = "practice" | "platform";

export type AccountRef = { account: string, };

export type Aim = { purpose: Purpose | null, 
/**
 * The shared instance, by slug, where the purpose is one.
 */
instance: string | null, instanceName: string | null, role: Role, };

export type CallLine = { method: string, path: string, body: string, };

export type Changed = { "what": "status", status: Status, } | { "what": "accounts" } | { "what": "spaces", account: string, } | { "what": "space", account: string, org: string, space: string, } | { "what": "drafts" } | { "what": "plan", plan: string, };

export type Connection = { account: string, state: ConnectionState, 
/**
 * Offline: since when.
 */
since: string | null, };

export type ConnectionState = "unknown" | "online" | "offline" | "keyRefused" | "keyMissing";

export type Draft = { id: string, 
/**
 * What the user called it; empty where it goes by its space.
 */
name: string, account: string, org: string, space: string, spaceName: string, spaceKind: SpaceKind, aim: Aim, 
/**
 * Where the wizard stands.
 */
step: DraftStep, rows: Array<DraftRow>, counts: DraftCounts, changedAt: string, };

export type DraftAim = { draft: string, aim: Aim, step: DraftStep, };

export type DraftCounts = { all: number, toMend: number, toLookAt: number, alreadyIn: number, leftOut: number, };

export type DraftEntry = { id: string, name: string, account: string, org: string, space: string, spaceName: string, people: number, changedAt: string, };

export type DraftName = { draft: string, name: string, };

export type DraftPaste = { draft: string, text: string, };

export type DraftRef = { draft: string, };

export type DraftRow = { id: string, name: string, address: string, group: string, note: string, leftOut: boolean, findings: Array<Finding>, };

export type DraftStep = "whatFor" | "how" | "who" | "withWhat" | "review";

export type FieldFault = { field: string, why: string, };

export type Finding = { kind: FindingKind, 
/**
 * Why, more exactly, where the kind has reasons: an invalid address, a slip.
 */
reason: string | null, severity: Severity, 
/**
 * Where in the address, in UTF-16 code units as the window counts: from, to.
 */
at: [number, number] | null, 
/**
 * The address offered instead.
 */
mend: string | null, 
/**
 * The row this one doubles.
 */
otherRow: string | null, };

export type FindingKind = "invalid" | "slip" | "unusual" | "double" | "outside" | "alreadyIn" | "alreadyInvited" | "roleAddress" | "noName";

export type Hold = { "why": "foundInGrace" } | { "why": "offline", since: string, } | { "why": "key" } | { "why": "busy", until: string | null, } | { "why": "tooOld" } | { "why": "otherDeliverer" };

export type Instance = { slug: string, name: string, description: string | null, kind: InstanceKind, createdAt: string | null, 
/**
 * People with a role of their own in it.
 */
people: number, };

export type InstanceKind = "master" | "distributed" | "shared" | "own";

export type KeyState = "kept" | "thisRun" | "missing" | "refused";

export type Look = "system" | "light" | "dark";

export type NewAccount = { address: string, key: string, 
/**
 * The user's word, after hearing that there is no keyring: keep it for this run.
 */
thisRunOnly: boolean, };

export type NewDraft = { account: string, org: string, space: string, };

export type Org = { slug: string, name: string, spaces: Array<SpaceEntry>, };

export type Person = { name: string, address: string, state: PersonState, administrator: boolean, 
/**
 * Whether the person has an own instance here.
 */
ownInstance: boolean, 
/**
 * The named instances the person holds a role in, by name, with the role.
 */
shared: Array<PersonInstance>, 
/**
 * When an invitation was sent from this computer.
 */
invitedAt: string | null, };

export type PersonInstance = { slug: string, name: string, role: string, };

export type PersonState = "joined" | "invited";

export type Plan = { entry: PlanEntry, rows: Array<PlanRow>, };

export type PlanAction = "pause" | "goOn" | "cancel" | "retryFailed";

export type PlanCounts = { all: number, waiting: number, sending: number, done: number, already: number, refused: number, blocked: number, gaveUp: number, unsure: number, cancelled: number, };

export type PlanDo = { plan: string, action: PlanAction, };

export type PlanEntry = { id: string, account: string, accountName: string, org: string, space: string, spaceName: string, aim: Aim, state: PlanState, hold: Hold | null, counts: PlanCounts, createdAt: string, 
/**
 * Until when it can be taken back whole.
 */
graceUntil: string | null, departedAt: string | null, settledAt: string | null, };

export type PlanRef = { plan: string, };

export type PlanRow = { step: string, name: string, address: string, state: StepState, problem: Problem | null, settledAt: string | null, tries: number, 
/**
 * The call behind it, and what came back.
 */
call: CallLine, status: number | null, };

export type PlanState = "grace" | "held" | "sending" | "paused" | "settled";

export type PracticeOpen = { page: PracticePage, };

export type PracticePage = "mailbox" | "faults";

export type Preferences = { look: Look, lastAccount: string | null, lastOrg: string | null, lastSpace: string | null, 
/**
 * The first page ("try it, or add an account") has been answered.
 */
welcomed: boolean, };

export type Problem = { code: ProblemCode, 
/**
 * The thing the problem is about, by its name: a space, an address, a file.
 */
about: string | null, 
/**
 * Where the platform named fields: which, and why.
 */
fields: Array<FieldFault>, 
/**
 * The platform's own number for what happened, to be copied into a mail to support.
 */
incident: string | null, 
/**
 * The HTTP status, where there was one.
 */
status: number | null, 
/**
 * What the system or the platform said, verbatim; shown one click below, never in front.
 */
detail: string | null, 
/**
 * Seconds to wait, where the platform said so.
 */
waitSeconds: number | null, };

export type ProblemCode = "offline" | "timeout" | "notThePlatform" | "tlsRefused" | "unreadable" | "answerLost" | "serverFault" | "busy" | "keyRefused" | "notAllowed" | "notFound" | "deleted" | "alreadyIn" | "clash" | "invalid" | "addressInvalid" | "addressInsecure" | "accountKnown" | "keyEmpty" | "noKeyring" | "keyringLocked" | "keyringRefused" | "keyMissing" | "dataUnreadable" | "diskFull" | "draftGone" | "draftChanged" | "nothingToSend" | "planGone" | "tooLate" | "wrongPlace" | "waitsForOther" | "mailUnsure" | "gaveUp" | "practiceDown" | "browserMissing" | "internal";

export type Purpose = "shared" | "administrators";

export type Review = { draft: string, aim: Aim, spaceName: string, 
/**
 * Stands for exactly what was reviewed; `send` refuses when the draft has changed since.
 */
fingerprint: string, toInvite: number, alreadyIn: Array<ReviewPerson>, 
/**
 * An invitation of theirs is under way or stands from earlier.
 */
alreadyInvited: Array<ReviewPerson>, leftOut: Array<ReviewPerson>, 
/**
 * The same mailbox twice in the list: invited once.
 */
doubles: Array<ReviewPerson>, 
/**
 * Sending is blocked until these are mended or left out.
 */
toMend: Array<ReviewPerson>, 
/**
 * Worth a look; sending is not blocked.
 */
toLookAt: number, 
/**
 * The first calls, in order.
 */
calls: Array<CallLine>, callsTotal: number, 
/**
 * When members were last read: who is in is known as of then.
 */
seenAt: string | null, };

export type ReviewPerson = { name: string, address: string, };

export type Role = "editor" | "viewer" | "observer";

export type RowChange = { draft: string, row: string, field: RowField, value: string, };

export type RowField = "name" | "address" | "group" | "note";

export type RowsChanged = { changed: Array<DraftRow>, removed: Array<string>, counts: DraftCounts, changedAt: string, };

export type RowsLeftOut = { draft: string, rows: Array<string>, leftOut: boolean, };

export type RowsRemove = { draft: string, rows: Array<string>, };

export type Send = { draft: string, fingerprint: string, };

export type Severity = "blocks" | "asks" | "tells";

export type Space = { account: string, org: string, orgName: string, slug: string, name: string, kind: SpaceKind, 
/**
 * The platform's own word for the kind, where it is none we know.
 */
kindAsSaid: string, role: string | null, administrator: boolean, 
/**
 * Whom to ask, where the platform shows them.
 */
administrators: Array<string>, people: Array<Person>, instances: Array<Instance>, seenAt: string | null, };

export type SpaceEntry = { slug: string, name: string, kind: SpaceKind, 
/**
 * Only a space administrator makes instances and invites.
 */
administrator: boolean, 
/**
 * How many people were there when last seen.
 */
people: number | null, };

export type SpaceKind = "course" | "project" | "dataset" | "other";

export type SpaceRef = { account: string, org: string, space: string, fresh: boolean, };

export type Spaces = { account: string, orgs: Array<Org>, 
/**
 * Absent where they were never seen from this computer.
 */
seenAt: string | null, };

export type SpacesRef = { account: string, 
/**
 * Ask the platform now; otherwise what was last seen is told.
 */
fresh: boolean, };

export type Start = { version: string, accounts: Array<Account>, preferences: Preferences, notices: Array<StartNotice>, status: Status, };

export type StartNotice = { "what": "dataSetAside", file: string, folder: string, newer: boolean, } | { "what": "practiceDown", problem: Problem, } | { "what": "plansHeld", count: number, };

export type Status = { 
/**
 * One for each account.
 */
connections: Array<Connection>, 
/**
 * Steps that have come to an end, of the plans that are sending.
 */
settled: number, 
/**
 * All steps of the plans that are sending; 0 while none is.
 */
total: number, 
/**
 * Steps and plans that wait for the user.
 */
needsHand: number, drafts: number, };

export type StepAction = "retry" | "sendAgain" | "lookAgain";

export type StepDo = { step: string, action: StepAction, };

export type StepState = "waiting" | "sending" | "done" | "already" | "refused" | "blocked" | "gaveUp" | "unsure" | "cancelled";
