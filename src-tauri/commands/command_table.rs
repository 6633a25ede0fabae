// The one list of commands. `build.rs` makes the permissions from it, `commands/mod.rs`
// the handlers, and `types.rs` the TypeScript: a name that is missing anywhere does
// not compile. Included as text, because a build script can't import the crate it builds.
macro_rules! command_table {
    ($with:ident) => {
        $with! {
            /// What the window needs to draw its first frame.
            start: () => Start;
            /// The language of the texts, which the window needs before anything else.
            language: () => Language;
            preferences_change: Preferences => Preferences;
            /// Where the tray leads. Reading it clears it.
            destination: () => Option<Destination>;
            /// What is asked before the window is closed.
            question: () => Option<Question>;
            question_answer: QuestionAnswer => ();
            desktop_state: () => DesktopState;
            start_with_session: StartWithSession => DesktopState;

            /// Checks the key against the platform, then keeps it in the keyring.
            account_add: NewAccount => Account;
            account_key: AccountKey => Account;
            account_remove: AccountRef => ();
            /// Offline: look now whether the platform is back.
            account_try_now: AccountRef => ();

            /// Where all spaces stand and what needs attention, as last seen.
            overview: OverviewOf => Overview;
            /// The overview, after what is out of date has been read from the platform.
            overview_refresh: OverviewRefresh => Overview;
            /// People, drafts and plans on this computer, by a few letters.
            search: SearchFor => SearchResults;

            spaces: SpacesRef => Spaces;
            space: SpaceRef => Space;
            /// What happened to one person, and the requests behind it.
            person: PersonRef => PersonDetails;
            /// Resends or revokes the invitations of many people, or takes them out of the space. `changed`
            /// tells how far it is.
            people_do: PeopleDo => PeopleDone;
            /// Begins an email to them in the user's mail program.
            people_write: PeopleWrite => PeopleWritten;
            /// Puts people on a list: that of a draft, or a new one.
            people_to_draft: PeopleToDraft => DraftEntry;
            table_export: TableExport => Option<SavedFile>;
            /// The people of a space compared with the list that is kept for it.
            comparison: KeptListRef => Comparison;
            /// What a file changes in that list.
            kept_list_difference: SpaceFile => ListDifference;
            /// The file becomes the newest version of it.
            kept_list_bring: SpaceFile => Comparison;
            /// The version before the newest counts again.
            kept_list_withdraw: KeptVersionRef => ();
            kept_list_remove: KeptListRef => ();
            kept_list_restore: KeptListRef => ();
            kept_list_edit: KeptListEdit => ();
            left_mark: LeftMarks => ();
            /// Deletes an instance with everything in it; it can be restored for a day.
            instance_delete: InstanceRef => DeletedInstance;
            instance_restore: InstanceRef => ();
            /// Asks the platform what works: the connection, the key, the space and the role in it.
            troubleshoot: Troubleshoot => Troubleshooting;
            /// Begins an email to the administrators of a space, in the user's mail program.
            administrators_write: AdministratorsWrite => PeopleWritten;
            /// What happened, in a file for support; nothing where the dialog was closed.
            support_copy_save: SupportCopyWish => Option<SavedFile>;
            /// What can be distributed: asked of the platform, or as last seen where it can't be reached.
            snapshots: SnapshotsOf => Snapshots;
            /// What a snapshot holds.
            material: SnapshotOf => SnapshotContents;

            /// The sign-up link of a course.
            link: SpaceRef => LinkPage;
            /// Makes or renews it: the one before stops working.
            link_make: LinkMake => LinkPage;
            link_withdraw: LinkRef => LinkPage;
            /// Keeps one that was made on the platform's web page.
            link_paste: LinkPaste => LinkPage;
            link_save: LinkSave => Option<SavedFile>;
            link_write: LinkRef => LinkWritten;
            link_print: () => ();
            web_address_change: WebAddress => ();
            /// The platform's own website, in the user's browser.
            web_page_open: AccountRef => bool;

            drafts: () => Vec<DraftEntry>;
            draft_new: NewDraft => Draft;
            /// The instances of a plan that couldn't be created, as a draft.
            instances_again: PlanRef => DraftRef;
            /// Some people of a plan whose invitation was refused, as a draft.
            people_again: PeopleAgain => DraftRef;
            /// A draft that distributes a snapshot.
            distribution_new: NewDistribution => Draft;
            distribution_choosable: DraftRef => Vec<DistributionTarget>;
            /// The next few targets are compared with the snapshot.
            distribution_compare: CompareTargets => DistributionTargets;
            distribution_overwritten: TargetOf => Vec<Overwritten>;
            draft_open: DraftRef => Draft;
            draft_intent: DraftIntent => Draft;
            draft_step: DraftStepChange => ();
            draft_name: DraftName => DraftEntry;
            draft_duplicate: DraftName => DraftEntry;
            draft_delete: DraftRef => ();
            draft_restore: DraftRef => ();
            /// It may have been sent from where the data was restored or copied from, and is to be sent
            /// all the same.
            draft_allow_sending: DraftRef => ();
            /// Which drafts have this text in their name, their space or their people.
            drafts_find: DraftsFind => Vec<String>;

            /// The next page of a list.
            draft_rows: RowsPage => Vec<DraftRow>;
            draft_adding: DraftAdding => ();
            draft_cells: DraftCells => RowsChanged;
            draft_paste: DraftPaste => RowsChanged;
            draft_fill: DraftFill => RowsChanged;
            draft_fix: DraftFix => RowsChanged;
            draft_groups: DraftGroups => RowsChanged;
            /// How many groups, how large, and what they are called; assigns nobody.
            draft_groups_preview: GroupsToPreview => GroupsPreview;
            draft_rows_remove: RowsRemove => RowsChanged;
            draft_rows_skip: RowsSkipped => RowsChanged;
            draft_undo: DraftRef => RowsChanged;
            draft_redo: DraftRef => RowsChanged;

            /// The system's dialog; nothing where it was closed without choosing.
            file_choose: FileChoose => Option<FileRef>;
            /// Answers from the beginning of a big file at once.
            file_preview: FileChosen => FilePreview;
            /// The first rows come back; the rest follows in the background.
            file_take: DraftFile => RowsChanged;
            file_stop: FileStop => ();
            file_difference: DraftFile => Difference;
            difference_take: DifferenceTake => RowsChanged;
            draft_save_file: DraftRef => Option<SavedFile>;
            draft_open_file: DraftOpenFile => OpenedFile;
            draft_export: DraftExport => Option<SavedFile>;

            domains: DomainsRef => Domains;
            domains_change: DomainsChange => Domains;

            review: DraftRef => Review;
            send: Send => PlanRef;

            outbox: () => Outbox;
            plan: PlanRef => Plan;
            /// The rows that read differently since the plan was last read.
            plan_changes: PlanSince => PlanChanges;
            plan_do: PlanDo => PlanEntry;
            /// Does the same to each of these steps that hasn't moved on since.
            steps_do: StepsDo => ();
            /// Dismisses the failed steps of a plan that came to the same end, and tells which, so that
            /// they can be restored.
            steps_dismiss: FailedSteps => DismissedSteps;
            /// The platform emails the same invitation again.
            invitation_resend: StepRef => ();
            invitation_revoke: StepRef => ();
            /// Another plan invites the right address.
            address_correct: AddressCorrection => PlanRef;
            /// What became of a plan, as a file to keep; nothing where the dialog was closed.
            plan_report: PlanReport => Option<SavedFile>;
            /// The data was restored or copied: one answer for every plan that waits for it.
            restored_data_resume: () => ();

            /// Where the data is, how large, and which backups there are of it.
            your_data: () => YourData;
            back_up: () => Backup;
            /// What a backup doesn't have in it.
            backup_changes: BackupRef => ChangedSinceBackup;
            /// Puts a backup in the place of the data, and starts Cohort again.
            backup_restore: BackupRef => ();
            /// All of the data in one file; nothing where the dialog was closed.
            data_export: () => Option<SavedFile>;
            /// The system's dialog, and what is in the file that was chosen there.
            data_file_choose: () => Option<DataFile>;
            /// Puts the data in that file in the place of the data, and starts Cohort again.
            data_import: DataFileRef => ();
            /// What deleting an account for good would delete.
            account_erasable: AccountRef => Erasable;
            account_erase: AccountRef => Erased;
            /// What is older than a day, of all accounts, and not under way.
            older_erasable: OlderThan => Erasable;
            older_erase: OlderThan => Erased;
            /// The folder with the data, in the system's file manager.
            data_folder_open: () => bool;

            /// A page of the practice platform, in the user's browser.
            practice_open: PracticeOpen => ();
        }
    };
}
