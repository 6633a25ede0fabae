// Written by `cargo xtask types`. Do not change it here.

import { call } from "./call";
import type {
  Account,
  AccountKey,
  AccountRef,
  AddressCorrection,
  AdministratorsWrite,
  Backup,
  BackupRef,
  ChangedSinceBackup,
  CompareTargets,
  Comparison,
  DataFile,
  DataFileRef,
  DeletedInstance,
  DesktopState,
  Destination,
  Difference,
  DifferenceTake,
  DismissedSteps,
  DistributionTarget,
  DistributionTargets,
  Domains,
  DomainsChange,
  DomainsRef,
  Draft,
  DraftAdding,
  DraftCells,
  DraftEntry,
  DraftExport,
  DraftFile,
  DraftFill,
  DraftFix,
  DraftGroups,
  DraftIntent,
  DraftName,
  DraftOpenFile,
  DraftPaste,
  DraftRef,
  DraftRow,
  DraftStepChange,
  DraftsFind,
  Erasable,
  Erased,
  FailedSteps,
  FileChoose,
  FileChosen,
  FilePreview,
  FileRef,
  FileStop,
  GroupsPreview,
  GroupsToPreview,
  InstanceRef,
  KeptListEdit,
  KeptListRef,
  KeptVersionRef,
  Language,
  LeftMarks,
  LinkMake,
  LinkPage,
  LinkPaste,
  LinkRef,
  LinkSave,
  LinkWritten,
  ListDifference,
  NewAccount,
  NewDistribution,
  NewDraft,
  OlderThan,
  OpenedFile,
  Outbox,
  Overview,
  OverviewOf,
  OverviewRefresh,
  Overwritten,
  PeopleAgain,
  PeopleDo,
  PeopleDone,
  PeopleToDraft,
  PeopleWrite,
  PeopleWritten,
  PersonDetails,
  PersonRef,
  Plan,
  PlanChanges,
  PlanDo,
  PlanEntry,
  PlanRef,
  PlanReport,
  PlanSince,
  PracticeOpen,
  Preferences,
  Question,
  QuestionAnswer,
  Review,
  RowsChanged,
  RowsPage,
  RowsRemove,
  RowsSkipped,
  SavedFile,
  SearchFor,
  SearchResults,
  Send,
  SnapshotContents,
  SnapshotOf,
  Snapshots,
  SnapshotsOf,
  Space,
  SpaceFile,
  SpaceRef,
  Spaces,
  SpacesRef,
  Start,
  StartWithSession,
  StepRef,
  StepsDo,
  SupportCopyWish,
  TableExport,
  TargetOf,
  Troubleshoot,
  Troubleshooting,
  WebAddress,
  YourData,
} from "./types";

export const start = (): Promise<Start> => call("start");
export const language = (): Promise<Language> => call("language");
export const preferencesChange = (request: Preferences): Promise<Preferences> =>
  call("preferences_change", request);
export const destination = (): Promise<Destination | null> => call("destination");
export const question = (): Promise<Question | null> => call("question");
export const questionAnswer = (request: QuestionAnswer): Promise<void> =>
  call("question_answer", request);
export const desktopState = (): Promise<DesktopState> => call("desktop_state");
export const startWithSession = (request: StartWithSession): Promise<DesktopState> =>
  call("start_with_session", request);
export const accountAdd = (request: NewAccount): Promise<Account> =>
  call("account_add", request);
export const accountKey = (request: AccountKey): Promise<Account> =>
  call("account_key", request);
export const accountRemove = (request: AccountRef): Promise<void> =>
  call("account_remove", request);
export const accountTryNow = (request: AccountRef): Promise<void> =>
  call("account_try_now", request);
export const overview = (request: OverviewOf): Promise<Overview> =>
  call("overview", request);
export const overviewRefresh = (request: OverviewRefresh): Promise<Overview> =>
  call("overview_refresh", request);
export const search = (request: SearchFor): Promise<SearchResults> =>
  call("search", request);
export const spaces = (request: SpacesRef): Promise<Spaces> =>
  call("spaces", request);
export const space = (request: SpaceRef): Promise<Space> =>
  call("space", request);
export const person = (request: PersonRef): Promise<PersonDetails> =>
  call("person", request);
export const peopleDo = (request: PeopleDo): Promise<PeopleDone> =>
  call("people_do", request);
export const peopleWrite = (request: PeopleWrite): Promise<PeopleWritten> =>
  call("people_write", request);
export const peopleToDraft = (request: PeopleToDraft): Promise<DraftEntry> =>
  call("people_to_draft", request);
export const tableExport = (request: TableExport): Promise<SavedFile | null> =>
  call("table_export", request);
export const comparison = (request: KeptListRef): Promise<Comparison> =>
  call("comparison", request);
export const keptListDifference = (request: SpaceFile): Promise<ListDifference> =>
  call("kept_list_difference", request);
export const keptListBring = (request: SpaceFile): Promise<Comparison> =>
  call("kept_list_bring", request);
export const keptListWithdraw = (request: KeptVersionRef): Promise<void> =>
  call("kept_list_withdraw", request);
export const keptListRemove = (request: KeptListRef): Promise<void> =>
  call("kept_list_remove", request);
export const keptListRestore = (request: KeptListRef): Promise<void> =>
  call("kept_list_restore", request);
export const keptListEdit = (request: KeptListEdit): Promise<void> =>
  call("kept_list_edit", request);
export const leftMark = (request: LeftMarks): Promise<void> =>
  call("left_mark", request);
export const instanceDelete = (request: InstanceRef): Promise<DeletedInstance> =>
  call("instance_delete", request);
export const instanceRestore = (request: InstanceRef): Promise<void> =>
  call("instance_restore", request);
export const troubleshoot = (request: Troubleshoot): Promise<Troubleshooting> =>
  call("troubleshoot", request);
export const administratorsWrite = (request: AdministratorsWrite): Promise<PeopleWritten> =>
  call("administrators_write", request);
export const supportCopySave = (request: SupportCopyWish): Promise<SavedFile | null> =>
  call("support_copy_save", request);
export const snapshots = (request: SnapshotsOf): Promise<Snapshots> =>
  call("snapshots", request);
export const material = (request: SnapshotOf): Promise<SnapshotContents> =>
  call("material", request);
export const link = (request: SpaceRef): Promise<LinkPage> =>
  call("link", request);
export const linkMake = (request: LinkMake): Promise<LinkPage> =>
  call("link_make", request);
export const linkWithdraw = (request: LinkRef): Promise<LinkPage> =>
  call("link_withdraw", request);
export const linkPaste = (request: LinkPaste): Promise<LinkPage> =>
  call("link_paste", request);
export const linkSave = (request: LinkSave): Promise<SavedFile | null> =>
  call("link_save", request);
export const linkWrite = (request: LinkRef): Promise<LinkWritten> =>
  call("link_write", request);
export const linkPrint = (): Promise<void> => call("link_print");
export const webAddressChange = (request: WebAddress): Promise<void> =>
  call("web_address_change", request);
export const webPageOpen = (request: AccountRef): Promise<boolean> =>
  call("web_page_open", request);
export const drafts = (): Promise<Array<DraftEntry>> => call("drafts");
export const draftNew = (request: NewDraft): Promise<Draft> =>
  call("draft_new", request);
export const instancesAgain = (request: PlanRef): Promise<DraftRef> =>
  call("instances_again", request);
export const peopleAgain = (request: PeopleAgain): Promise<DraftRef> =>
  call("people_again", request);
export const distributionNew = (request: NewDistribution): Promise<Draft> =>
  call("distribution_new", request);
export const distributionChoosable = (request: DraftRef): Promise<Array<DistributionTarget>> =>
  call("distribution_choosable", request);
export const distributionCompare = (request: CompareTargets): Promise<DistributionTargets> =>
  call("distribution_compare", request);
export const distributionOverwritten = (request: TargetOf): Promise<Array<Overwritten>> =>
  call("distribution_overwritten", request);
export const draftOpen = (request: DraftRef): Promise<Draft> =>
  call("draft_open", request);
export const draftIntent = (request: DraftIntent): Promise<Draft> =>
  call("draft_intent", request);
export const draftStep = (request: DraftStepChange): Promise<void> =>
  call("draft_step", request);
export const draftName = (request: DraftName): Promise<DraftEntry> =>
  call("draft_name", request);
export const draftDuplicate = (request: DraftName): Promise<DraftEntry> =>
  call("draft_duplicate", request);
export const draftDelete = (request: DraftRef): Promise<void> =>
  call("draft_delete", request);
export const draftRestore = (request: DraftRef): Promise<void> =>
  call("draft_restore", request);
export const draftAllowSending = (request: DraftRef): Promise<void> =>
  call("draft_allow_sending", request);
export const draftsFind = (request: DraftsFind): Promise<Array<string>> =>
  call("drafts_find", request);
export const draftRows = (request: RowsPage): Promise<Array<DraftRow>> =>
  call("draft_rows", request);
export const draftAdding = (request: DraftAdding): Promise<void> =>
  call("draft_adding", request);
export const draftCells = (request: DraftCells): Promise<RowsChanged> =>
  call("draft_cells", request);
export const draftPaste = (request: DraftPaste): Promise<RowsChanged> =>
  call("draft_paste", request);
export const draftFill = (request: DraftFill): Promise<RowsChanged> =>
  call("draft_fill", request);
export const draftFix = (request: DraftFix): Promise<RowsChanged> =>
  call("draft_fix", request);
export const draftGroups = (request: DraftGroups): Promise<RowsChanged> =>
  call("draft_groups", request);
export const draftGroupsPreview = (request: GroupsToPreview): Promise<GroupsPreview> =>
  call("draft_groups_preview", request);
export const draftRowsRemove = (request: RowsRemove): Promise<RowsChanged> =>
  call("draft_rows_remove", request);
export const draftRowsSkip = (request: RowsSkipped): Promise<RowsChanged> =>
  call("draft_rows_skip", request);
export const draftUndo = (request: DraftRef): Promise<RowsChanged> =>
  call("draft_undo", request);
export const draftRedo = (request: DraftRef): Promise<RowsChanged> =>
  call("draft_redo", request);
export const fileChoose = (request: FileChoose): Promise<FileRef | null> =>
  call("file_choose", request);
export const filePreview = (request: FileChosen): Promise<FilePreview> =>
  call("file_preview", request);
export const fileTake = (request: DraftFile): Promise<RowsChanged> =>
  call("file_take", request);
export const fileStop = (request: FileStop): Promise<void> =>
  call("file_stop", request);
export const fileDifference = (request: DraftFile): Promise<Difference> =>
  call("file_difference", request);
export const differenceTake = (request: DifferenceTake): Promise<RowsChanged> =>
  call("difference_take", request);
export const draftSaveFile = (request: DraftRef): Promise<SavedFile | null> =>
  call("draft_save_file", request);
export const draftOpenFile = (request: DraftOpenFile): Promise<OpenedFile> =>
  call("draft_open_file", request);
export const draftExport = (request: DraftExport): Promise<SavedFile | null> =>
  call("draft_export", request);
export const domains = (request: DomainsRef): Promise<Domains> =>
  call("domains", request);
export const domainsChange = (request: DomainsChange): Promise<Domains> =>
  call("domains_change", request);
export const review = (request: DraftRef): Promise<Review> =>
  call("review", request);
export const send = (request: Send): Promise<PlanRef> =>
  call("send", request);
export const outbox = (): Promise<Outbox> => call("outbox");
export const plan = (request: PlanRef): Promise<Plan> =>
  call("plan", request);
export const planChanges = (request: PlanSince): Promise<PlanChanges> =>
  call("plan_changes", request);
export const planDo = (request: PlanDo): Promise<PlanEntry> =>
  call("plan_do", request);
export const stepsDo = (request: StepsDo): Promise<void> =>
  call("steps_do", request);
export const stepsDismiss = (request: FailedSteps): Promise<DismissedSteps> =>
  call("steps_dismiss", request);
export const invitationResend = (request: StepRef): Promise<void> =>
  call("invitation_resend", request);
export const invitationRevoke = (request: StepRef): Promise<void> =>
  call("invitation_revoke", request);
export const addressCorrect = (request: AddressCorrection): Promise<PlanRef> =>
  call("address_correct", request);
export const planReport = (request: PlanReport): Promise<SavedFile | null> =>
  call("plan_report", request);
export const restoredDataResume = (): Promise<void> => call("restored_data_resume");
export const yourData = (): Promise<YourData> => call("your_data");
export const backUp = (): Promise<Backup> => call("back_up");
export const backupChanges = (request: BackupRef): Promise<ChangedSinceBackup> =>
  call("backup_changes", request);
export const backupRestore = (request: BackupRef): Promise<void> =>
  call("backup_restore", request);
export const dataExport = (): Promise<SavedFile | null> => call("data_export");
export const dataFileChoose = (): Promise<DataFile | null> => call("data_file_choose");
export const dataImport = (request: DataFileRef): Promise<void> =>
  call("data_import", request);
export const accountErasable = (request: AccountRef): Promise<Erasable> =>
  call("account_erasable", request);
export const accountErase = (request: AccountRef): Promise<Erased> =>
  call("account_erase", request);
export const olderErasable = (request: OlderThan): Promise<Erasable> =>
  call("older_erasable", request);
export const olderErase = (request: OlderThan): Promise<Erased> =>
  call("older_erase", request);
export const dataFolderOpen = (): Promise<boolean> => call("data_folder_open");
export const practiceOpen = (request: PracticeOpen): Promise<void> =>
  call("practice_open", request);
