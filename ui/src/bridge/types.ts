// Written by `cargo xtask types`. Do not change it here.

export type Account = { id: string, name: string, 
/**
 * The platform's address, as it was given.
 */
address: string, kind: AccountKind, key: KeyState, };

export type AccountKey = { account: string, key: string, thisRunOnly: boolean, };

export type AccountKind = "practice" | "platform";

export type AccountRef = { account: string, };

export type AddressCorrection = { step: string, address: string, };

export type AdministratorsWrite = { account: string, org: string, space: string, subject: string, text: string, };

export type Appearance = "system" | "light" | "dark";

export type Availability = "unknown" | "available" | "missing" | "noBus";

export type Backup = { 
/**
 * The name of its file, without the folder, by which it is asked for.
 */
name: string, kind: BackupKind, madeAt: string, bytes: number, };

export type BackupKind = "update" | "daily" | "byHand" | "beforeRestore";

export type BackupRef = { backup: string, };

export type CannotDistribute = { name: string, why: CannotWhy, };

export type CannotWhy = "home" | "noPath";

export type CellChange = { row: string, field: RowField, value: string, };

export type Changed = { "what": "status", status: Status, } | { "what": "accounts" } | { "what": "spaces", account: string, } | { "what": "space", account: string, org: string, space: string, } | { "what": "drafts" } | { "what": "destination" } | { "what": "question" } | { "what": "desktop" } | { "what": "plan", plan: string, } | { "what": "dragging", over: boolean, } | { "what": "dropped", files: Array<FileRef>, } | { "what": "reading" } & Reading | { "what": "people" } & PeopleProgress | { "what": "rows" } & RowsLoaded;

export type ChangedOnList = { before: FilePerson, after: FilePerson, };

export type ChangedPerson = { row: string, before: FilePerson, after: FilePerson, };

export type ChangedSinceBackup = { plans: number, drafts: number, };

export type Check = { of: CheckOf, result: CheckResult, 
/**
 * Why it failed.
 */
problem: Problem | null, };

export type CheckOf = "connection" | "key" | "space" | "role";

export type CheckResult = "passed" | "failed" | "notDone";

export type CheckedInstances = { list: Array<NewInstance>, 
/**
 * How many characters the description has, if they are too many.
 */
descriptionTooLong: number | null, 
/**
 * How many instances there are, if they are too many to be listed.
 */
tooMany: number | null, toFix: number, 
/**
 * The platform takes names and descriptions of so many characters.
 */
longestText: number, 
/**
 * One draft creates at most so many.
 */
most: number, };

export type Choices = { table: number | null, fields: Array<Field> | null, loginDomain: string | null, 
/**
 * How many rows at the top are no people, the heading among them.
 */
rowsAbove: number | null, };

export type ChosenSnapshot = { instance: string, slug: string, };

export type Closing = "notAsked" | "keepRunning" | "quit";

export type Code = { 
/**
 * How wide and high the view box is.
 */
size: number, path: string, 
/**
 * It has to be shown large to be scanned.
 */
dense: boolean, };

export type CompareTargets = { draft: string, 
/**
 * Forgets what was found before.
 */
again: boolean, };

export type ComparedPerson = { listGroup: ListGroup, name: string, 
/**
 * As the list has it, or else the space.
 */
address: string, 
/**
 * The group that the list gives them.
 */
group: string, 
/**
 * Their place on the list, counted from 1.
 */
row: number | null, byHand: boolean, 
/**
 * The group they were in before.
 */
groupBefore: string | null, 
/**
 * Their address among the people of the space; absent: they aren't there.
 */
inSpace: string | null, 
/**
 * That address is another one than the list has.
 */
byOtherAddress: boolean, left: LeftList | null, 
/**
 * They are in without an invitation: by a link, or the platform added them.
 */
uninvited: boolean, };

export type Comparison = { 
/**
 * Absent where no list is kept.
 */
list: KeptList | null, 
/**
 * In order of their groups.
 */
people: Array<ComparedPerson>, 
/**
 * When the people of the space were read.
 */
seenAt: string | null, 
/**
 * The platform can take people out of a space.
 */
takesOut: boolean, };

export type Connection = { account: string, state: ConnectionState, 
/**
 * Offline: since when.
 */
since: string | null, };

export type ConnectionState = "unknown" | "online" | "offline" | "keyRefused" | "keyMissing";

export type Correction = "addresses" | "instance";

export type CountedAs = "remaining" | "done" | "already" | "needsAttention" | "cancelled";

export type DataFile = { 
/**
 * By which it is asked for.
 */
file: string, name: string, here: DataSummary, there: DataSummary, };

export type DataFileRef = { file: string, };

export type DataSummary = { accounts: number, drafts: number, plans: number, lastChanged: string | null, };

export type DeletedInstance = { slug: string, name: string, 
/**
 * Until when it can be restored.
 */
until: string, };

export type DesktopState = { tray: Availability, notifications: Availability, 
/**
 * Cohort starts when the user signs in; absent where the system can't say.
 */
startsWithSession: boolean | null, };

export type Destination = { "to": "invite" } | { "to": "plan", plan: string, } | { "to": "activity" } | { "to": "overview" } | { "to": "space", account: string, org: string, space: string, };

export type Difference = { added: Array<FilePerson>, gone: Array<GonePerson>, changed: Array<ChangedPerson>, same: number, };

export type DifferenceTake = { draft: string, file: string, choices: Choices | null, 
/**
 * Places in `Difference.added`.
 */
added: Array<number> | null, 
/**
 * Rows to remove.
 */
gone: Array<string> | null, 
/**
 * Rows to change.
 */
changed: Array<string> | null, };

export type DismissedSteps = { steps: Array<string>, };

export type DistributionScope = "everyone" | "notYet" | "chosen";

export type DistributionTarget = { slug: string, 
/**
 * Whoever the instance belongs to, or what it is called.
 */
name: string, 
/**
 * The address of whoever an individual instance belongs to.
 */
address: string | null, kind: InstanceKind, fate: TargetFate, 
/**
 * How many things would be overwritten; null: that isn't known.
 */
overwrites: number | null, unreadable: UnreadableTarget | null, 
/**
 * When the newest of what would be overwritten was changed.
 */
lastEdited: string | null, 
/**
 * It was changed only minutes before it was compared.
 */
atWork: boolean, };

export type DistributionTargets = { list: Array<DistributionTarget>, noTargets: Array<NoTarget>, 
/**
 * Chosen instances that are no longer there, by slug.
 */
gone: Array<string>, 
/**
 * How many characters the message has, if they are too many.
 */
messageTooLong: number | null, longestMessage: number, 
/**
 * How many weren't compared yet.
 */
notCompared: number, 
/**
 * When the first of them was compared; null: none was.
 */
comparedAt: string | null, };

export type DistributionWish = { scope: DistributionScope, 
/**
 * Distributed gets it too, where the targets aren't chosen one by one.
 */
alsoDistributed: boolean, 
/**
 * By slug. They are kept while another scope counts.
 */
chosen: Array<string>, onOverwrite: OnOverwrite, 
/**
 * What was decided for single targets, by slug.
 */
decisions: { [key in string]: OverwriteDecision }, notify: boolean, message: string, };

export type Domains = { 
/**
 * Those that enough members of the space have.
 */
learned: Array<string>, 
/**
 * Edited by the user: these count instead.
 */
own: Array<string> | null, };

export type DomainsChange = { account: string, org: string, space: string, 
/**
 * Absent: those that were learned count again.
 */
own: Array<string> | null, };

export type DomainsRef = { account: string, org: string, space: string, };

export type Draft = { id: string, 
/**
 * What the user called it; empty where it goes by its space.
 */
name: string, account: string, org: string, space: string, spaceName: string, spaceKind: SpaceKind, intent: Intent, 
/**
 * The step at which it opens.
 */
step: DraftStep, 
/**
 * The steps it has, in order.
 */
steps: Array<InvitationStep>, 
/**
 * What is said of the instances to create, where nobody is invited.
 */
newInstances: CheckedInstances | null, 
/**
 * The instances that a snapshot is distributed to, where that is all that is done.
 */
targets: DistributionTargets | null, 
/**
 * The first rows, in order; the rest is asked for page by page.
 */
rows: Array<DraftRow>, counts: DraftCounts, changedAt: string, history: History, 
/**
 * What stands in the row for new people.
 */
adding: string, };

export type DraftAdding = { draft: string, text: string, };

export type DraftCells = { draft: string, cells: Array<CellChange>, edit: EditKind, 
/**
 * Calls with the same token, one after the other, are undone as one.
 */
typing: string | null, };

export type DraftCounts = { all: number, toFix: number, toCheck: number, alreadyIn: number, skipped: number, };

export type DraftEntry = { id: string, name: string, account: string, org: string, space: string, spaceName: string, people: number, 
/**
 * How many instances it creates, where it invites nobody.
 */
instances: number | null, 
/**
 * The snapshot that it distributes, where that is all that it does; empty: not chosen yet.
 */
distributes: string | null, changedAt: string, };

export type DraftExport = { draft: string, format: ExportFormat, };

export type DraftFile = { draft: string, file: string, choices: Choices | null, };

export type DraftFill = { draft: string, rows: Array<string>, field: RowField, text: string, };

export type DraftFix = { draft: string, rows: Array<string> | null, };

export type DraftGroups = { draft: string, rows: Array<string> | null, split: Split, 
/**
 * The same seed gives the same groups.
 */
seed: number, 
/**
 * `#` becomes the number.
 */
pattern: string, };

export type DraftIntent = { draft: string, choice: IntentChoice, step: DraftStep, };

export type DraftName = { draft: string, name: string, };

export type DraftOpenFile = { file: string, account: string, org: string | null, space: string | null, 
/**
 * The user has said that it is for this space. Otherwise that is only the one that is shown, and
 * a draft of another isn't opened without asking.
 */
chosen: boolean, };

export type DraftPaste = { draft: string, text: string, };

export type DraftRef = { draft: string, };

export type DraftRow = { id: string, 
/**
 * Where it stands in the list: grows from row to row, and may have gaps.
 */
position: number, name: string, address: string, group: string, note: string, 
/**
 * What the list it came from calls the person.
 */
listId: string, skipped: boolean, findings: Array<Finding>, 
/**
 * How it counts in the numbers above the list.
 */
status: RowStatus, 
/**
 * The gravest of its findings; absent where there are none, or it is skipped.
 */
severity: Severity | null, 
/**
 * The address offered instead.
 */
fix: string | null, };

export type DraftStep = "purpose" | "people" | "material" | "names" | "targets" | "overwritten" | "review";

export type DraftStepChange = { draft: string, step: DraftStep, };

export type DraftsFind = { text: string, };

export type EditKind = "typing" | "paste" | "fill" | "remove" | "skip" | "fix" | "groups" | "file" | "difference";

export type Erasable = { drafts: number, plans: number, 
/**
 * Different people in these plans.
 */
people: number, 
/**
 * Lists that spaces are compared with.
 */
lists: number, 
/**
 * Accounts that were removed before.
 */
accounts: number, backups: number, 
/**
 * Something of it is still being sent, so it can't be deleted.
 */
underWay: boolean, };

export type Erased = { left: ErasedLeft, };

export type ErasedLeft = "nothing" | "untilOthersClose" | "copies";

export type Existing = "inviteOnly" | "distribute" | "skip";

export type ExistingAnswer = "inviteExisting" | "distributeExisting" | "skipExisting";

export type ExportFormat = "csv" | "xlsx";

export type FailedSteps = { plan: string, kind: StepKind, state: StepState, };

export type Field = "address" | "otherAddress" | "name" | "firstName" | "lastName" | "group" | "note" | "listId" | "login" | "left";

export type FieldFault = { field: string, why: string, };

export type FileChoose = { kind: FileKind, };

export type FileChosen = { file: string, choices: Choices | null, };

export type FileFormat = "csv" | "tsv" | "xlsx" | "xls" | "ods" | "vcard" | "mail" | "text";

export type FileHow = "recognised" | "remembered" | "guessed";

export type FileKind = "list" | "draft";

export type FileLack = "domain" | "address";

export type FilePerson = { name: string, address: string, group: string, note: string, listId: string, };

export type FilePreview = { file: string, name: string, format: FileFormat, 
/**
 * The system that made it, where its headings tell.
 */
system: FileSystem | null, encoding: string | null, tables: Array<FileTable>, 
/**
 * Which table the rest is about.
 */
table: number, headings: Array<string>, 
/**
 * What each column holds.
 */
fields: Array<Field>, rowsAbove: number, 
/**
 * The first rows as they stand in the file.
 */
firstRows: Array<Array<string>>, 
/**
 * The first people as understood.
 */
people: Array<FilePerson>, 
/**
 * How many people there are; absent while only the beginning was read.
 */
total: number | null, how: FileHow, 
/**
 * The user has to look at the columns before the people are taken.
 */
asks: boolean, lack: FileLack | null, 
/**
 * The addresses are made from logins and a domain, also while the domain is missing.
 */
fromLogins: boolean, loginDomain: string | null, };

export type FileProblem = { row: number | null, 
/**
 * The bound that it goes beyond: bytes, rows or columns.
 */
limit: number | null, 
/**
 * What the file looks like instead of a list.
 */
foreignFormat: ForeignFormat | null, };

export type FileRef = { 
/**
 * Stands for the file.
 */
file: string, 
/**
 * What it is called, without its folder.
 */
name: string, kind: FileKind, };

export type FileStop = { file: string, };

export type FileSystem = "cohort" | "canvas" | "moodle" | "blackboard" | "brightspace" | "openOlat" | "ilias" | "googleClassroom" | "githubClassroom" | "googleContacts" | "outlook" | "zoom" | "teams";

export type FileTable = { name: string, 
/**
 * In the part of the file that was read.
 */
people: number, };

export type Finding = { kind: FindingKind, 
/**
 * Why, more exactly, where the kind has reasons: an address that isn't valid, a typo.
 */
reason: FindingReason | null, severity: Severity, 
/**
 * Where in the address, in UTF-16 code units as the window counts: from, to.
 */
at: [number, number] | null, 
/**
 * The address offered instead.
 */
fix: string | null, 
/**
 * The row this one doubles.
 */
otherRow: string | null, };

export type FindingKind = "invalid" | "typo" | "unusual" | "duplicate" | "outside" | "alreadyIn" | "alreadyInvited" | "roleAddress" | "noName";

export type FindingReason = "empty" | "noAt" | "secondAt" | "severalAddresses" | "nothingBeforeAt" | "nothingAfterAt" | "dotAtStart" | "dotBeforeAt" | "dotAfterAt" | "dotAtEnd" | "dotsInARow" | "spaceAround" | "spaceInside" | "commaInDomain" | "angleBracket" | "comment" | "mailto" | "directoryEntry" | "quote" | "forbiddenInLocal" | "forbiddenInDomain" | "control" | "invisible" | "garbled" | "hyphenAtStart" | "hyphenAtEnd" | "labelTooLong" | "localTooLong" | "domainTooLong" | "tooLong" | "noDotInDomain" | "numericEnding" | "literal" | "international" | "domain" | "ending" | "fullWidth" | "lookAlike" | "joiner" | "quotedLocal" | "noDot" | "unknownEnding";

export type ForeignFormat = "picture" | "pdf" | "archive" | "document" | "program" | "sound" | "database" | "webPage" | "binary";

export type FoundPerson = { name: string, address: string, account: string, org: string, space: string, spaceName: string, found: FoundWhere, };

export type FoundPlan = { plan: string, spaceName: string, intent: Intent, people: PlanCounts, createdAt: string, };

export type FoundWhere = { "what": "space", joined: boolean, } | { "what": "draft", draft: string, } | { "what": "plan", plan: string, };

export type GonePerson = { row: string, person: FilePerson, };

export type GroupInstanceState = "new" | "exists" | "otherName" | "notShared" | "addressName";

export type GroupSize = { 
/**
 * How many people are in each of them.
 */
size: number, groups: number, };

export type GroupsPreview = { groups: number, 
/**
 * The larger size first; two at most.
 */
sizes: Array<GroupSize>, firstName: string, lastName: string, };

export type GroupsToPreview = { people: number, split: Split, pattern: string, };

export type History = { undo: EditKind | null, redo: EditKind | null, };

export type Hold = { "why": "foundInGrace" } | { "why": "asleepInGrace" } | { "why": "offline", since: string, } | { "why": "key" } | { "why": "busy", until: string | null, } | { "why": "tooOld" } | { "why": "otherProcess" } | { "why": "snapshotGone" } | { "why": "cannotDistribute", names: Array<string>, } | { "why": "membersUnclear" } | { "why": "dataRestored" } | { "why": "diskFull" } | { "why": "diskFails" } | { "why": "dataNewer" } | { "why": "failing", since: string, };

export type Instance = { slug: string, name: string, description: string | null, kind: InstanceKind, 
/**
 * People can be invited into it to use it together.
 */
shareable: boolean, createdAt: string | null, 
/**
 * People with a role of their own in it.
 */
people: number, 
/**
 * Whose individual instance it is: the person's name, or else their address.
 */
owner: string | null, 
/**
 * When its newest snapshot was made, where its snapshots have been read.
 */
lastSnapshot: string | null, };

export type InstanceKind = "master" | "distributed" | "shared" | "individual";

export type InstanceRef = { account: string, org: string, space: string, instance: string, };

export type Intent = { purpose: Purpose | null, 
/**
 * New instances are created, and nobody is invited.
 */
createsOnly: boolean, 
/**
 * The shared instance, by slug, where the purpose is one.
 */
instance: string | null, instanceName: string | null, role: Role, 
/**
 * What new instances begin with.
 */
material: Material, 
/**
 * What they can begin with for this purpose, in the order in which it is offered.
 */
materials: Array<Material>, 
/**
 * The snapshot that was chosen.
 */
snapshot: SnapshotRef | null, 
/**
 * What becomes of individual instances that exist already, once the user has said.
 */
existing: Existing | null, 
/**
 * The instances to create where nobody is invited.
 */
newInstances: NewInstances, 
/**
 * How a snapshot is distributed to instances that exist.
 */
distribution: DistributionWish, };

export type IntentChoice = { "purpose": Purpose } | { "instance": string } | { "role": Role } | { "material": Material } | { "snapshot": ChosenSnapshot } | { "existing": Existing } | { "groups": string } | { "newInstances": NewInstances } | { "distribution": DistributionWish };

export type InvitationStep = { step: DraftStep, 
/**
 * What is missing here.
 */
lack: Lack | null, 
/**
 * Nothing is missing in the steps before it.
 */
reachable: boolean, };

export type InvitationWay = "email" | "link";

export type KeptList = { 
/**
 * Which version of the list of its space it is.
 */
version: string, 
/**
 * The name of the file it came from.
 */
file: string, broughtAt: string, people: number, };

export type KeptListEdit = { account: string, org: string, space: string, people: Array<PersonToAdd>, 
/**
 * Otherwise they are taken off.
 */
on: boolean, };

export type KeptListRef = { account: string, org: string, space: string, };

export type KeptVersionRef = { account: string, org: string, space: string, 
/**
 * `KeptList.version`.
 */
version: string, };

export type KeyState = "kept" | "thisRun" | "missing" | "refused";

export type Lack = "purpose" | "instance" | "people" | "snapshot" | "names" | "namesToFix" | "nothingInSnapshot" | "targets" | "messageTooLong";

export type Language = "en" | "de";

export type LanguageChoice = "system" | "en" | "de";

export type LastDistribution = { name: string, at: string | null, };

export type LeftList = { 
/**
 * Since when they are no longer on the list.
 */
at: string, 
/**
 * The version of the list that they are missing from.
 */
version: string, 
/**
 * The user has marked them as left.
 */
marked: boolean, };

export type LeftMark = { address: string, 
/**
 * `LeftList.version`.
 */
version: string, };

export type LeftMarks = { account: string, org: string, space: string, people: Array<LeftMark>, marked: boolean, };

export type Link = { url: string, 
/**
 * The link as somebody types it.
 */
shortAddress: string, 
/**
 * What the page for the lecture hall says.
 */
poster: PosterText, 
/**
 * Absent: the link is too long for one.
 */
code: Code | null, expiresAt: string | null, 
/**
 * The day on which that is, for this computer's user.
 */
lastDay: string | null, 
/**
 * From when on a word is said about that.
 */
toldFrom: string | null, uses: number | null, maxUses: number | null, 
/**
 * Whose addresses are accepted; everybody's where there is none.
 */
domains: Array<string>, 
/**
 * When it was made or pasted on this computer; absent: it was made elsewhere.
 */
keptAt: string | null, };

export type LinkChange = "make" | "withdraw";

export type LinkFile = "png" | "svg" | "page";

export type LinkMake = { account: string, org: string, space: string, 
/**
 * As `2026-10-26`.
 */
lastDay: string | null, domains: Array<string>, maxUses: number | null, };

export type LinkMaker = "api" | "webPage" | "unknown";

export type LinkOutcome = { change: LinkChange, 
/**
 * Absent: it can't be told yet.
 */
done: boolean | null, };

export type LinkPage = { maker: LinkMaker, 
/**
 * Absent: it has none as far as is known.
 */
link: Link | null, 
/**
 * When the platform was asked last; where the link was pasted, when that was.
 */
seenAt: string | null, 
/**
 * The last day that is proposed for a new link.
 */
proposedDay: string | null, 
/**
 * Where the platform is used in a browser, if the user has said so.
 */
webAddress: string | null, 
/**
 * A change whose outcome wasn't known at once.
 */
outcome: LinkOutcome | null, };

export type LinkPaste = { account: string, org: string, space: string, url: string, lastDay: string | null, 
/**
 * The link that the user has confirmed although it leads elsewhere, whole.
 */
confirmed: string | null, };

export type LinkRef = { account: string, org: string, space: string, };

export type LinkSave = { account: string, org: string, space: string, what: LinkFile, };

export type LinkWritten = { 
/**
 * Its text, where it is too long to be handed to a mail program; nothing was opened then.
 */
tooLong: string | null, };

export type ListDifference = { added: Array<FilePerson>, gone: Array<FilePerson>, changed: Array<ChangedOnList>, same: number, };

export type ListGroup = "in" | "notJoined" | "missing" | "notOnList" | "left";

export type Material = "distributed" | "snapshot" | "nothing";

export type MaterialKind = "file" | "folder" | "application" | "table";

export type Matter = { 
/**
 * Absent where it is about the whole account.
 */
place: MatterPlace | null, about: MatterKind, };

export type MatterKind = { "what": "keyRefused" } | { "what": "keyMissing" } | { "what": "unreadable", problem: Problem, } | { "what": "linkExpires", expiresAt: string, } | { "what": "missing", count: number, } | { "what": "planAsks", plan: string, hold: Hold, intent: Intent, people: number, } | { "what": "stepsFailed", plan: string, kind: StepKind, state: StepState, count: number, 
/**
 * Whom or what the first of them is about: a person, or an instance.
 */
first: string, } | { "what": "draftToFix", draft: string, name: string, count: number, };

export type MatterPlace = { org: string, space: string, spaceName: string, };

export type NewAccount = { address: string, key: string, 
/**
 * The user's word, after hearing that there is no keyring: keep it for this run.
 */
thisRunOnly: boolean, };

export type NewDistribution = { account: string, org: string, space: string, 
/**
 * The instances that were selected, by slug; empty: none were.
 */
chosen: Array<string>, };

export type NewDraft = { account: string, org: string, space: string, };

export type NewInstance = { name: string, slug: string, problem: NewInstanceProblem | null, };

export type NewInstanceProblem = { why: NewInstanceWhy, 
/**
 * The slug that would be free.
 */
suggestion: string | null, 
/**
 * The name of the instance, or of the earlier line, that has the slug.
 */
by: string | null, 
/**
 * How many characters the name has, where they are too many.
 */
characters: number | null, };

export type NewInstanceWhy = "nameTooLong" | "nameHidden" | "nameTwice" | "slugInvalid" | "slugReserved" | "slugTaken" | "slugUnderWay" | "slugTwice";

export type NewInstances = { 
/**
 * The list of names counts, and not the one name.
 */
several: boolean, name: string, 
/**
 * The slug of the one; null as long as it follows from the name.
 */
slug: string | null, 
/**
 * One name on each line.
 */
names: string, 
/**
 * The slugs that were chosen for names of the list.
 */
slugs: Record<string, string>, description: string, };

export type NoTarget = { name: string, why: WhyNoTarget, };

export type NotificationPreferences = { sent: boolean, needsAttention: boolean, backOnline: boolean, joined: boolean, 
/**
 * Notifications may name people and spaces. Others may see the screen.
 */
names: boolean, };

export type OlderThan = { 
/**
 * The first day that stays, such as `2026-09-01`.
 */
day: string, };

export type OnOverwrite = "ask" | "skip" | "overwrite";

export type OpenedFile = { 
/**
 * Absent where a space has to be chosen first.
 */
draft: string | null, needsSpace: boolean, name: string, 
/**
 * The space it was saved for, as it was called.
 */
spaceName: string, };

export type Org = { slug: string, name: string, spaces: Array<SpaceEntry>, };

export type Outbox = { plans: Array<PlanEntry>, unreadable: Array<UnreadablePlan>, };

export type Overview = { account: string, 
/**
 * When the space was read that was read longest ago; absent where none was.
 */
seenAt: string | null, orgs: Array<OverviewOrg>, 
/**
 * The most urgent first.
 */
matters: Array<Matter>, };

export type OverviewLink = { expiresAt: string, 
/**
 * From when on a word is said about that.
 */
toldFrom: string, };

export type OverviewOf = { account: string, };

export type OverviewOrg = { slug: string, name: string, spaces: Array<OverviewSpace>, };

export type OverviewRefresh = { account: string, 
/**
 * Read every space now; otherwise only those that weren't read for a while.
 */
all: boolean, };

export type OverviewSpace = { slug: string, name: string, kind: SpaceKind, administrator: boolean, 
/**
 * Absent where its people were never read from this computer.
 */
standing: Standing | null, distributed: LastDistribution | null, 
/**
 * How many of its list were never invited; absent where no list is kept.
 */
missing: number | null, drafts: number, underWay: UnderWay | null, 
/**
 * Absent where it has no sign-up link, or one that never expires.
 */
link: OverviewLink | null, 
/**
 * Something in it needs attention.
 */
attention: boolean, };

export type OverwriteDecision = "skip" | "overwrite";

export type Overwritten = { kind: MaterialKind, path: string, 
/**
 * In bytes.
 */
size: number | null, newSize: number | null, modified: string | null, };

export type PeopleAction = "resend" | "revoke" | "takeOut";

export type PeopleAgain = { plan: string, 
/**
 * Their invitations.
 */
steps: Array<string>, correction: Correction, };

export type PeopleDo = { account: string, org: string, space: string, people: Array<string>, action: PeopleAction, };

export type PeopleDone = { done: number, failed: Array<PersonProblem>, 
/**
 * Why it ended before everybody had had their turn.
 */
stopped: Problem | null, };

export type PeopleProgress = { account: string, org: string, space: string, reached: number, all: number, };

export type PeopleToDraft = { account: string, org: string, space: string, 
/**
 * Absent: a new draft for this space.
 */
draft: string | null, people: Array<PersonToAdd>, };

export type PeopleWrite = { people: Array<string>, };

export type PeopleWritten = "opened" | "tooMany";

export type Person = { name: string, address: string, group: string, state: PersonState, 
/**
 * Under which of the filters above the table the person is.
 */
standing: PersonStanding, 
/**
 * Why the invitation failed, or is unknown.
 */
problem: Problem | null, administrator: boolean, 
/**
 * Whether the person has an individual instance here.
 */
individualInstance: boolean, 
/**
 * The named instances the person holds a role in, by name, with the role.
 */
shared: Array<PersonInstance>, 
/**
 * What the person may do here, in the platform's words: as an administrator, in the first of the
 * named instances, or in their own. Absent where the person has no role.
 */
role: string | null, 
/**
 * When the platform took an invitation, by this computer's plans or the platform's own list.
 */
invitedAt: string | null, 
/**
 * When the person was first seen as joined; absent where nobody knows.
 */
joinedAt: string | null, 
/**
 * Until when the invitation holds, where the platform says so.
 */
expiresAt: string | null, 
/**
 * There is an invitation that the platform can email again.
 */
resend: boolean, 
/**
 * There is an invitation that the platform can revoke.
 */
revoke: boolean, };

export type PersonDetails = { 
/**
 * The oldest first.
 */
events: Array<PersonEvent>, 
/**
 * The steps of the plans of this computer. Nothing in them is about anybody else.
 */
steps: Array<PlanRow>, 
/**
 * The newest plan that invites them.
 */
plan: string | null, };

export type PersonEvent = { what: PersonEventKind, at: string, };

export type PersonEventKind = "queued" | "instanceCreated" | "distributed" | "invited" | "resent" | "rejected" | "revoked" | "joined";

export type PersonInstance = { slug: string, name: string, role: string, };

export type PersonProblem = { address: string, problem: Problem, };

export type PersonRef = { account: string, org: string, space: string, address: string, };

export type PersonStanding = "joined" | "notJoined" | "underWay" | "needsAttention";

export type PersonState = "joined" | "invited" | "expired" | "bounced" | "waiting" | "sending" | "failed" | "unknown";

export type PersonToAdd = { name: string, address: string, group: string, };

export type Plan = { entry: PlanEntry, rows: Array<PlanRow>, 
/**
 * Where the plan stood when it was read, for `plan_changes`.
 */
seq: number, };

export type PlanAction = "pause" | "resume" | "cancel" | "retryFailed" | "inviteExisting" | "distributeExisting" | "skipExisting";

export type PlanCan = { 
/**
 * Cancel what is left of it.
 */
cancel: boolean, 
/**
 * Take it back whole: its list becomes a draft again.
 */
undoSend: boolean, 
/**
 * What can be answered about instances that turn out to exist already.
 */
answers: Array<ExistingAnswer>, };

export type PlanChanges = { entry: PlanEntry, rows: Array<PlanRow>, seq: number, };

export type PlanCounts = { all: number, remaining: number, done: number, already: number, needsAttention: number, cancelled: number, 
/**
 * All that have come to an end, in whatever way.
 */
ended: number, };

export type PlanDo = { plan: string, action: PlanAction, };

export type PlanEntry = { id: string, account: string, accountName: string, org: string, space: string, spaceName: string, intent: Intent, state: PlanState, hold: Hold | null, 
/**
 * It stands still until the user decides; otherwise it resumes by itself.
 */
asksUser: boolean, can: PlanCan, 
/**
 * All steps.
 */
counts: PlanCounts, 
/**
 * The invitations alone: one a person.
 */
people: PlanCounts, 
/**
 * While it is sending, once there is enough to go by.
 */
speed: PlanSpeed | null, createdAt: string, 
/**
 * Until when it can be undone whole.
 */
graceUntil: string | null, departedAt: string | null, settledAt: string | null, };

export type PlanRef = { plan: string, };

export type PlanReport = { plan: string, format: ReportFormat, };

export type PlanRow = { step: string, kind: StepKind, name: string, address: string, group: string, 
/**
 * The slug of the instance it is about; empty where it is about the space.
 */
instance: string, instanceName: string, 
/**
 * The step that a blocked one waits for.
 */
waitsFor: string | null, state: StepState, countedAs: CountedAs, mark: StepMark, 
/**
 * It has ended well, so that what it makes is there.
 */
ready: boolean, 
/**
 * What became of it, where that says more than its state.
 */
standing: StepStanding, 
/**
 * What the user can do to it now.
 */
can: Array<StepCan>, problem: Problem | null, settledAt: string | null, tries: number, 
/**
 * The request behind it, and what came back.
 */
request: RequestLine, status: number | null, };

export type PlanSince = { plan: string, 
/**
 * The `seq` of what was read last.
 */
since: number, };

export type PlanSpeed = { perMinute: number, 
/**
 * Until everything has come to an end, if it goes on like this.
 */
leftSeconds: number | null, };

export type PlanState = "grace" | "held" | "sending" | "paused" | "settled";

export type PosterText = { 
/**
 * The title up to the name of the course, which ends it.
 */
beforeCourse: string, course: string, scan: string, enter: string, until: string | null, };

export type PracticeOpen = { page: PracticePage, };

export type PracticePage = "mailbox" | "faults";

export type Preferences = { appearance: Appearance, language: LanguageChoice, lastAccount: string | null, lastOrg: string | null, lastSpace: string | null, 
/**
 * The first page ("try it, or add an account") has been answered.
 */
welcomed: boolean, closing: Closing, 
/**
 * Quitting while something is sent isn't asked about.
 */
quitWithoutAsking: boolean, notifications: NotificationPreferences, 
/**
 * How each table of the window was arranged.
 */
tables: Array<TableArrangement>, };

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
 * The platform's own number for what happened, to be copied into an email to support.
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
waitSeconds: number | null, 
/**
 * Where it is about a file: where in it, and what.
 */
file?: FileProblem, };

export type ProblemCode = "offline" | "timeout" | "notThePlatform" | "tlsRefused" | "unreadable" | "answerTooLarge" | "connectionBroke" | "answerLost" | "serverFault" | "busy" | "keyRefused" | "notAllowed" | "notFound" | "deleted" | "alreadyIn" | "clash" | "invalid" | "addressInvalid" | "addressInsecure" | "accountKnown" | "keyEmpty" | "noKeyring" | "keyringLocked" | "keyringRefused" | "keyMissing" | "keyLocked" | "keyUnreadable" | "keyStaysLocked" | "keyStays" | "dataUnreadable" | "dataBusy" | "dataReplaced" | "folderUnusable" | "dataNotUpdated" | "accountGone" | "accountInUse" | "notLoaded" | "snapshotNotListed" | "keptListGone" | "backupGone" | "backupUnreadable" | "backupNewer" | "importUnreadable" | "importNewer" | "importOwnData" | "importChangesMissing" | "exportOwnFolder" | "sendsElsewhere" | "diskFull" | "diskFails" | "dataNewer" | "draftGone" | "rowGone" | "draftChanged" | "draftIncomplete" | "draftMaybeSent" | "draftToFix" | "draftTooManyGroups" | "draftNoGroup" | "draftNotTheirs" | "draftAddressGroups" | "draftNotSharedGroups" | "draftOtherNameGroups" | "draftNewInstances" | "draftNoTargets" | "draftMessageTooLong" | "nothingToSend" | "pasteTooLarge" | "pasteTooManyRows" | "pasteTooManyColumns" | "nothingToCreateAgain" | "planGone" | "changedSince" | "notYet" | "stillOpen" | "notTracked" | "revoked" | "addressCorrected" | "notOffered" | "noInvitation" | "joinedSince" | "personAddress" | "sameAddress" | "personInAlready" | "fileGone" | "fileNotAllowed" | "fileUnreadable" | "fileChanged" | "fileChanging" | "fileNotAFile" | "fileEmpty" | "fileNotAList" | "fileTooLarge" | "fileUnpacksTooLarge" | "fileTooManyRows" | "fileTooManyColumns" | "fileCellTooLong" | "fileTooMuch" | "fileGivenUp" | "fileLocked" | "fileDamaged" | "fileNobody" | "fileNotADraft" | "fileNewer" | "fileUnwritable" | "fileSheetFull" | "instanceStays" | "instanceNotOffered" | "instanceWorkedOn" | "wrongPlace" | "waitsForOther" | "waitsFor" | "exists" | "slugTaken" | "notForGroup" | "notTheirs" | "inUse" | "wouldOverwrite" | "targetUnreadable" | "nothingToDistribute" | "notListed" | "distributionFailed" | "taskLost" | "emailUnknown" | "checkingAgain" | "gaveUp" | "linkNotACourse" | "linkNotOffered" | "linkGone" | "linkLocked" | "linkMakeUnconfirmed" | "linkWithdrawUnconfirmed" | "linkDayMissing" | "linkDayIsOver" | "linkDomain" | "linkUses" | "linkInvalid" | "linkInsecure" | "linkElsewhere" | "linkTooLong" | "printerMissing" | "practiceDown" | "browserMissing" | "internal";

export type Purpose = "individual" | "shared" | "groups" | "administrators" | "instances" | "distribute";

export type PurposeObstacle = "dataset" | "nothingShared";

export type PurposeOption = { purpose: Purpose, 
/**
 * Why it can't be chosen here.
 */
obstacle: PurposeObstacle | null, 
/**
 * How people can be asked to join for it, where that can be chosen.
 */
ways: Array<WayOption>, };

export type Question = { "about": "firstClose", unsent: Unsent, } | { "about": "quit", unsent: Unsent, };

export type QuestionAnswer = "keepRunning" | "quit" | "dismiss";

export type Reading = { file: string, 
/**
 * How many people were added.
 */
rows: number, 
/**
 * How many were on the list already, and weren't added again.
 */
known: number, done: boolean, 
/**
 * What kept it from being read to its end; what came before stands.
 */
problem: Problem | null, };

export type ReportFormat = "csv" | "html";

export type RequestLine = { method: string, path: string, body: string, };

export type Review = { draft: string, intent: Intent, spaceName: string, 
/**
 * Stands for exactly what was reviewed; `send` refuses when the draft has changed since.
 */
fingerprint: string, toInvite: number, 
/**
 * Those who get an invitation, in the order of the list.
 */
newPeople: Array<ReviewPerson>, alreadyIn: Array<ReviewPerson>, 
/**
 * Those of them who are in with another role, which stays as it is.
 */
otherRole: Array<ReviewPerson>, 
/**
 * An invitation of theirs is under way or stands from earlier.
 */
alreadyInvited: Array<ReviewPerson>, skipped: Array<ReviewPerson>, 
/**
 * The same mailbox twice in the list: invited once.
 */
duplicates: Array<ReviewPerson>, 
/**
 * What keeps the draft from being sent, the first of several.
 */
obstacle: SendObstacle | null, 
/**
 * How many invalid rows sending can skip; 0 while something else is in the way.
 */
skips: number, 
/**
 * Their address isn't valid; `skips` says whether sending can skip them.
 */
toFix: Array<RowToFix>, 
/**
 * How many rows the user should check. They don't keep the draft from being sent.
 */
toCheck: number, 
/**
 * New instances are created, and filled with material.
 */
createsInstances: boolean, instances: ReviewInstances, 
/**
 * What new instances begin with; null: with nothing, or that isn't known yet.
 */
material: SnapshotRef | null, materialKnown: boolean, 
/**
 * Group instances: people without a group, who block sending.
 */
noGroup: Array<ReviewPerson>, 
/**
 * Individual instances: people whose slug an instance has that isn't theirs, who block sending.
 */
notTheirs: Array<ReviewPerson>, 
/**
 * The instances that a snapshot is distributed to, where that is all that is done.
 */
targets: DistributionTargets | null, 
/**
 * The first requests of each kind, in order.
 */
requests: Array<RequestLine>, requestsTotal: number, 
/**
 * When members were last read: who is in is known as of then.
 */
seenAt: string | null, };

export type ReviewGroupInstance = { group: string, 
/**
 * As the platform shows it if it exists.
 */
name: string, slug: string, people: number, state: GroupInstanceState, };

export type ReviewInstances = { 
/**
 * How many are to be made.
 */
create: number, 
/**
 * People whose individual instance exists, though they aren't in it.
 */
existing: Array<ReviewPerson>, 
/**
 * What can become of those.
 */
existingChoices: Array<Existing>, groupInstances: Array<ReviewGroupInstance>, 
/**
 * The instances that are created for nobody yet.
 */
newInstances: Array<NewInstance>, };

export type ReviewPerson = { name: string, address: string, };

export type Role = "editor" | "viewer" | "observer";

export type RowField = "name" | "address" | "group" | "note";

export type RowStatus = "fine" | "toFix" | "toCheck" | "alreadyIn" | "skipped";

export type RowToFix = { row: string, name: string, address: string, };

export type RowsChanged = { changed: Array<DraftRow>, removed: Array<string>, counts: DraftCounts, steps: Array<InvitationStep>, changedAt: string, history: History, };

export type RowsLoaded = { draft: string, counts: DraftCounts, steps: Array<InvitationStep>, history: History, };

export type RowsPage = { draft: string, 
/**
 * The position of the last row that is there.
 */
after: number, limit: number, };

export type RowsRemove = { draft: string, rows: Array<string>, };

export type RowsSkipped = { draft: string, rows: Array<string>, skipped: boolean, };

export type SavedFile = { name: string, folder: string, };

export type SearchFor = { 
/**
 * Whose spaces are searched; drafts and plans are searched whatever account they belong to.
 */
account: string, text: string, };

export type SearchResults = { people: Array<FoundPerson>, allPeople: number, drafts: Array<DraftEntry>, allDrafts: number, plans: Array<FoundPlan>, allPlans: number, };

export type Send = { draft: string, fingerprint: string, 
/**
 * Rows whose address isn't valid are skipped.
 */
skip: boolean, };

export type SendObstacle = { "why": "maybeSent" } | { "why": "toFix", people: number, } | { "why": "tooManyGroups", groups: number, most: number, } | { "why": "noGroup", people: number, } | { "why": "notTheirs" } | { "why": "addressGroups" } | { "why": "notSharedGroups" } | { "why": "otherNameGroups" } | { "why": "existing" } | { "why": "nobody" } | { "why": "newInstances", faults: number, } | { "why": "nothingInSnapshot" } | { "why": "noTargets" } | { "why": "messageTooLong", characters: number, };

export type Severity = "toFix" | "toCheck" | "note";

export type SnapshotContents = { files: number, applications: number, tables: number, 
/**
 * What can't be distributed.
 */
cannot: Array<CannotDistribute>, };

export type SnapshotLine = { slug: string, name: string, description: string | null, at: string | null, };

export type SnapshotOf = { account: string, org: string, space: string, instance: string, snapshot: string, };

export type SnapshotRef = { instance: string, instanceName: string, slug: string, name: string, at: string | null, };

export type SnapshotSource = { instance: string, instanceName: string, snapshots: Array<SnapshotLine>, };

export type Snapshots = { 
/**
 * The distributed history: what has been handed to all so far.
 */
distributed: SnapshotRef | null, 
/**
 * Whether it was ever read from this computer.
 */
known: boolean, sources: Array<SnapshotSource>, seenAt: string | null, };

export type SnapshotsOf = { account: string, org: string, space: string, };

export type Space = { account: string, org: string, orgName: string, slug: string, name: string, kind: SpaceKind, 
/**
 * The platform's own word for the kind, where it is none we know.
 */
kindAsSaid: string, role: string | null, administrator: boolean, 
/**
 * Whom to ask, where the platform shows them.
 */
administrators: Array<string>, people: Array<Person>, instances: Array<Instance>, 
/**
 * The instances that were deleted from this computer and can be restored.
 */
deleted: Array<DeletedInstance>, 
/**
 * Whether instances can be deleted here, and restored for a day.
 */
deletesInstances: boolean, 
/**
 * Whether people can be taken out from here.
 */
takesPeopleOut: boolean, 
/**
 * What people can be invited here for.
 */
purposes: Array<PurposeOption>, 
/**
 * The roles that can be given in a shared instance.
 */
roles: Array<Role>, 
/**
 * The steps of an invitation of which nothing was chosen yet.
 */
steps: Array<InvitationStep>, 
/**
 * The steps to new instances of which nothing was chosen yet.
 */
creationSteps: Array<InvitationStep>, 
/**
 * What new instances that nobody is invited into can begin with.
 */
creationMaterials: Array<Material>, 
/**
 * The steps of a draft that distributes a snapshot and is still to be made.
 */
distributionSteps: Array<InvitationStep>, seenAt: string | null, };

export type SpaceEntry = { slug: string, name: string, kind: SpaceKind, 
/**
 * Only a space administrator makes instances and invites.
 */
administrator: boolean, 
/**
 * How many people were there when last seen.
 */
people: number | null, };

export type SpaceFile = { account: string, org: string, space: string, file: string, choices: Choices | null, };

export type SpaceKind = "course" | "project" | "dataset" | "other";

export type SpaceRef = { account: string, org: string, space: string, fresh: boolean, };

export type SpaceToCheck = { org: string, space: string, };

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

export type Split = { kind: SplitKind, n: number, };

export type SplitKind = "groups" | "each";

export type Standing = { joined: number, 
/**
 * Invited, and not joined yet.
 */
invited: number, 
/**
 * Whom to ask: some of the administrators, by name.
 */
administrators: Array<string>, seenAt: string, };

export type Start = { version: string, accounts: Array<Account>, preferences: Preferences, notices: Array<StartNotice>, status: Status, };

export type StartNotice = { "what": "dataSetAside", file: string, folder: string, } | { "what": "practiceDown", problem: Problem, } | { "what": "plansHeld", count: number, } | { "what": "sendingGoesOn", waited: Unsent, } | { "what": "dataRestored", unsettled: number, drafts: number, } | { "what": "dataOnNetwork", folder: string, };

export type StartWithSession = { on: boolean, };

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
needsAttention: number, drafts: number, };

export type StepAction = "retry" | "sendAgain" | "lookUpAgain" | "inviteAgain" | "stopTracking" | "dismiss" | "restore";

export type StepCan = "retry" | "answerExisting" | "lookUpAgain" | "sendAgain" | "resend" | "inviteAgain" | "correctAddress" | "revoke" | "dismiss" | "restore";

export type StepKind = "create" | "distribute" | "invite";

export type StepMark = "waiting" | "never" | "sending" | "invited" | "joined" | "done" | "failed" | "unknown";

export type StepRef = { step: string, };

export type StepStanding = "dismissed" | "stillOpen" | "notTracked" | "revoked" | "addressCorrected" | "skipped" | "asItsState";

export type StepState = "waiting" | "sending" | "done" | "already" | "refused" | "blocked" | "gaveUp" | "unknown" | "cancelled";

export type StepsDo = { steps: Array<string>, action: StepAction, };

export type SupportCopyWish = { 
/**
 * Names and addresses, and what spaces and instances are called.
 */
people: boolean, };

export type SupportFacts = { version: string, system: string, 
/**
 * The host of the platform.
 */
platform: string, at: string, };

export type TableArrangement = { 
/**
 * The name of the table.
 */
table: string, 
/**
 * The columns that are shown; absent while nobody has chosen.
 */
columns: Array<string> | null, 
/**
 * The column it is sorted by.
 */
sort: string | null, descending: boolean, };

export type TableExport = { 
/**
 * What the file is called at first, without its ending.
 */
name: string, head: Array<string>, rows: Array<Array<string>>, format: ExportFormat, };

export type TargetFate = "receives" | "overwritten" | "askedLater" | "skippedLater" | "skipped" | "unreadable";

export type TargetOf = { draft: string, target: string, };

export type Troubleshoot = { account: string, space: SpaceToCheck | null, };

export type Troubleshooting = { checks: Array<Check>, 
/**
 * Whom to ask, by name, where the platform shows them.
 */
administrators: Array<string>, facts: SupportFacts, };

export type UnderWay = { settled: number, people: number, 
/**
 * Otherwise all of them are paused or on hold.
 */
sends: boolean, };

export type UnreadablePlan = { plan: string, problem: Problem, };

export type UnreadableTarget = "notAllowed" | "gone" | "entries";

export type Unsent = { 
/**
 * There is something, even if it can't be counted.
 */
any: boolean, 
/**
 * People who aren't invited yet.
 */
people: number, 
/**
 * Instances for nobody yet, which aren't created yet.
 */
instances: number, 
/**
 * Instances that a snapshot isn't distributed to yet.
 */
targets: number, 
/**
 * Some of it is within its grace: at the next start it goes on only when told so.
 */
inGrace: boolean, };

export type WayObstacle = "notACourse";

export type WayOption = { way: InvitationWay, 
/**
 * Why it can't be chosen here.
 */
obstacle: WayObstacle | null, };

export type WebAddress = { account: string, address: string, };

export type WhyNoTarget = "source" | "master" | "hasIt";

export type YourData = { folder: string, dataBytes: number, backupBytes: number, 
/**
 * Data files that couldn't be read, and were moved aside.
 */
setAsideBytes: number, 
/**
 * The newest first.
 */
backups: Array<Backup>, 
/**
 * So many are kept of each kind, but for those before an update.
 */
backupsKept: number, };
