//! `cohort draft`: makes a draft from lists of people, as the window does, and deletes one.

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use outbox::{InstanceKind, IntentChoice, words};
use platform::{Instance, Slug};
use serde::Serialize;
use store::{
    Draft as StoredDraft, DraftId, DraftStep, EditKind, MaterialChoice, NewRow, Purpose, Role,
    SnapshotRef, SpaceKind,
};

use crate::check::read;
use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::{self, ExitStatus};
use crate::output;
use crate::plain::Plain;
use crate::plans::drafts::find;
use crate::plans::send::Sending;
use crate::plans::snapshot::find_snapshot;
use crate::session::Session;
use crate::space::{self, NamedSpace, load_space};

/// Write a draft from lists of people, or delete a draft
#[derive(Args)]
pub(crate) struct DraftArgs {
    #[command(subcommand)]
    command: DraftCommand,
}

#[derive(Subcommand)]
enum DraftCommand {
    New(NewArgs),
    Delete(DeleteArgs),
}

/// Write a draft from lists of people
///
/// Reads the lists, and says what sending the draft would do. Nothing is sent: use `cohort send`
/// for that. The draft is in Cohort's window too, where you can change it.
///
/// If you don't say what people are invited to, choose it in the window.
#[derive(Args)]
#[command(after_help = NEW_HELP)]
struct NewArgs {
    /// The lists. Use `-` to read standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The name or the slug of the space that people are invited to, or ORGANISATION/SPACE
    #[arg(long)]
    space: String,

    #[command(flatten)]
    purpose: PurposeFlags,

    /// The role of people in a shared instance [default: editor, and in a dataset observer]
    #[arg(long, value_enum, requires = "shared")]
    role: Option<RoleFlag>,

    /// Start new instances with this snapshot, given by the names or slugs of an instance and its
    /// snapshot [default: everything distributed so far]
    #[arg(long, value_name = "INSTANCE/SNAPSHOT", conflicts_with_all = ["shared", "administrators"])]
    from: Option<String>,

    /// Start new instances empty
    #[arg(long, conflicts_with_all = ["from", "shared", "administrators"])]
    empty: bool,

    /// The name of the draft
    #[arg(long, default_value = "", hide_default_value = true)]
    name: String,

    /// The domain that completes logins, where a list has no addresses
    #[arg(long, value_name = "DOMAIN")]
    domain: Option<String>,

    /// Only look for the space in this account, given by its name or address
    #[arg(long)]
    account: Option<String>,

    /// Print the draft and what sending it would do as JSON
    #[arg(long)]
    json: bool,
}

/// What people are invited to.
#[derive(Args)]
#[group(multiple = false)]
struct PurposeFlags {
    /// An individual instance for each person
    #[arg(long)]
    individual: bool,

    /// An instance for each group of the lists
    #[arg(long)]
    groups: bool,

    /// An existing shared instance, given by its name or slug
    #[arg(long, value_name = "INSTANCE")]
    shared: Option<String>,

    /// The whole space, as administrators of it
    #[arg(long)]
    administrators: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum RoleFlag {
    Editor,
    Viewer,
    Observer,
}

const NEW_HELP: &str = "\
Examples:
  cohort draft new --space \"Finance I\" --individual students.csv
                         An individual instance for each student
  cohort draft new --space \"Finance I\" --groups --empty groups.xlsx
                         An empty instance for each group in the list
  cohort draft new --space \"Finance I\" --shared \"Group A\" --role viewer guests.csv
                         Access to one instance

Exit status:
  0  The draft was written, and can be sent
  1  The draft was written, and has to be completed before it can be sent
  2  The command failed, and there's no new draft";

/// Delete a draft
///
/// Nothing that was sent is affected.
#[derive(Args)]
#[command(after_help = exit_status::HELP)]
struct DeleteArgs {
    /// The number or the name of the draft
    draft: String,

    /// Only look for the draft in this account, given by its name or address
    #[arg(long)]
    account: Option<String>,
}

/// A draft that doesn't say yet what people are invited to, as JSON.
#[derive(Serialize)]
struct OpenDraftJson<'d> {
    draft: String,
    space: &'d str,
    people: u32,
}

impl DraftArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        match &self.command {
            DraftCommand::New(new) => new.run(key).await,
            DraftCommand::Delete(delete) => delete.run(),
        }
    }
}

impl DeleteArgs {
    fn run(&self) -> Result<ExitStatus, CliError> {
        let store = Session::open(None)?.store;
        let draft = find(&store, &self.draft, self.account.as_deref())?;
        store.draft_delete(draft.id, Timestamp::now())?;
        println!("Draft {} was deleted.", draft.id);
        Ok(ExitStatus::Done)
    }
}

impl NewArgs {
    async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        let session = Session::open(key)?;
        let space = space::find(&session, &self.space, self.account.as_deref()).await?;
        load_space(&session, &space).await?;
        // Everything that can be wrong is found before there is a draft.
        let rows = self.rows(&session)?;
        let kind = space::kind_of(&session, &space)?;
        let seen = session.outbox.cache.space(&space.place)?;
        let instances = seen.and_then(|seen| seen.instances);
        let instances = instances.map(|seen| seen.list).unwrap_or_default();
        let choices = self.choices(&session, &space, kind, &instances).await?;
        let draft = self.write(&session, &space, kind, &rows, choices)?;
        self.tell(&session, &draft)
    }

    fn rows(&self, session: &Session) -> Result<Vec<NewRow>, CliError> {
        let mut rows = Vec::new();
        for file in &self.files {
            let people = read::people(file, self.domain.as_ref(), &session.store)?;
            rows.extend(people.into_iter().map(lists::new_row));
        }
        Ok(rows)
    }

    async fn choices(
        &self,
        session: &Session,
        space: &NamedSpace,
        kind: SpaceKind,
        instances: &[Instance],
    ) -> Result<Vec<IntentChoice>, CliError> {
        let Some(purpose) = self.purpose.chosen() else {
            return Ok(Vec::new());
        };
        let mut choices = vec![IntentChoice::Purpose(purpose)];
        if let Some(shared) = &self.purpose.shared {
            choices.push(IntentChoice::Instance(shareable(shared, instances)?));
        } else if outbox::purposes(kind, None)
            .contains(&(purpose, Some(outbox::PurposeObstacle::Dataset)))
        {
            return Err(CliError::NotInvitable(space.name.clone()));
        }
        if let Some(role) = self.role {
            let role = role.into();
            if !outbox::roles(kind).contains(&role) {
                return Err(CliError::NoSuchRole(space.name.clone()));
            }
            choices.push(IntentChoice::Role(role));
        }
        if self.empty {
            choices.push(IntentChoice::Material(MaterialChoice::Nothing));
        } else if let Some(from) = &self.from {
            let SnapshotRef { instance, slug, .. } =
                find_snapshot(session, &space.place, from).await?;
            choices.push(IntentChoice::Snapshot {
                instance,
                snapshot: slug,
            });
        }
        Ok(choices)
    }

    fn write(
        &self,
        session: &Session,
        space: &NamedSpace,
        kind: SpaceKind,
        rows: &[NewRow],
        choices: Vec<IntentChoice>,
    ) -> Result<StoredDraft, CliError> {
        let (store, now) = (&session.store, Timestamp::now());
        let step = if choices.is_empty() {
            DraftStep::Purpose
        } else {
            DraftStep::Review
        };
        let draft: DraftId = store.draft_new(&space.place, &space.name, kind, now)?.id;
        for choice in choices {
            outbox::choose(store, draft, choice, step, now)?;
        }
        store.write(|w| {
            w.draft_rename(draft, self.name.trim(), now)?;
            let mut edit = w.draft_edit(draft, EditKind::File, None, now)?;
            edit.add(rows)?;
            edit.done()
        })?;
        Ok(store.draft(draft)?)
    }

    fn tell(&self, session: &Session, draft: &StoredDraft) -> Result<ExitStatus, CliError> {
        let people = usize::try_from(draft.people).unwrap_or(usize::MAX);
        if draft.intent.purpose.is_none() {
            let mut out = std::io::stdout().lock();
            if self.json {
                let open = OpenDraftJson {
                    draft: draft.id.to_string(),
                    space: &draft.space_name,
                    people: draft.people,
                };
                output::json(&open, &mut out)?;
            } else {
                writeln!(
                    out,
                    "Draft {} was written, with {}. Open it in Cohort's window to choose what they're invited to.",
                    draft.id,
                    words::people(people)
                )?;
            }
            return Ok(ExitStatus::NeedsAttention);
        }
        let review = outbox::review(&session.store, draft.id)?;
        let sending = Sending {
            dry_run: false,
            yes: false,
            json: self.json,
        };
        let status = sending.show(session, &review)?;
        if !self.json {
            println!(
                "Draft {} was written, with {} for {}. Run `cohort send {}` to send it.",
                draft.id,
                words::people(people),
                Plain(&draft.space_name),
                draft.id
            );
        }
        Ok(status)
    }
}

impl PurposeFlags {
    fn chosen(&self) -> Option<Purpose> {
        let chosen = [
            (self.individual, Purpose::Individual),
            (self.groups, Purpose::Groups),
            (self.shared.is_some(), Purpose::Shared),
            (self.administrators, Purpose::Administrators),
        ];
        chosen
            .into_iter()
            .find_map(|(is_chosen, purpose)| is_chosen.then_some(purpose))
    }
}

impl From<RoleFlag> for Role {
    fn from(role: RoleFlag) -> Self {
        match role {
            RoleFlag::Editor => Self::Editor,
            RoleFlag::Viewer => Self::Viewer,
            RoleFlag::Observer => Self::Observer,
        }
    }
}

/// The shared instance with this slug, or the only one with this name.
fn shareable(asked: &str, instances: &[Instance]) -> Result<Slug, CliError> {
    let shareable = || {
        instances
            .iter()
            .filter(|instance| InstanceKind::of(instance).is_shareable())
    };
    let mut by_name = shareable().filter(|instance| instance.name == asked);
    let only = by_name.next().filter(|_| by_name.next().is_none());
    shareable()
        .find(|instance| instance.slug.as_str() == asked)
        .or(only)
        .map(|instance| instance.slug.clone())
        .ok_or_else(|| CliError::NotShared(asked.to_owned()))
}
