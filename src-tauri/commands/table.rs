// The one list of commands. `build.rs` makes the permissions from it, `commands/mod.rs`
// the handlers, and `types.rs` the TypeScript: a name that is missing anywhere does
// not compile. Included as text, because a build script cannot import the crate it builds.
macro_rules! command_table {
    ($with:ident) => {
        $with! {
            /// What the window needs to draw its first frame.
            start: () => Start;
            preferences_change: Preferences => Preferences;

            /// Checks the key against the platform, then keeps it in the keyring.
            account_add: NewAccount => Account;
            account_key: AccountKey => Account;
            account_remove: AccountRef => ();
            /// Offline: look now whether the platform is back.
            account_try_now: AccountRef => ();

            spaces: SpacesRef => Spaces;
            space: SpaceRef => Space;

            drafts: () => Vec<DraftEntry>;
            draft_new: NewDraft => Draft;
            draft_open: DraftRef => Draft;
            draft_aim: DraftAim => Draft;
            draft_name: DraftName => DraftEntry;
            draft_delete: DraftRef => ();
            draft_restore: DraftRef => ();
            draft_paste: DraftPaste => RowsChanged;
            draft_row_change: RowChange => RowsChanged;
            draft_rows_remove: RowsRemove => RowsChanged;
            draft_rows_leave_out: RowsLeftOut => RowsChanged;

            review: DraftRef => Review;
            send: Send => PlanRef;

            outbox: () => Vec<PlanEntry>;
            plan: PlanRef => Plan;
            plan_do: PlanDo => PlanEntry;
            step_do: StepDo => ();

            /// A page of the practice platform, in the user's browser.
            practice_open: PracticeOpen => ();
        }
    };
}
