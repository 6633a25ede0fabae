//! `cohort data`: where Cohort's data is, its backups, and deleting what is old, the same as on the
//! window's page Your data.

use std::io::Write as _;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use store::{Backup, BackupKind, Erasable, Erase, Erased};

use crate::confirm::is_confirmed;
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::output;
use crate::plain::Plain;
use crate::session::Session;

/// See where Cohort's data is, back it up, restore a backup, and delete what is old
///
/// Cohort makes a backup on every day that something changes, and one before each update.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct Data {
    #[command(subcommand)]
    command: DataCommand,

    /// Print the result as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum DataCommand {
    /// Show where the data is and how large it is, and list the backups
    Show,
    /// Make a backup now
    BackUp,
    /// Delete what was done or last changed before a day
    ///
    /// Deletes finished plans, drafts, lists, what was last seen of the platform, and all backups.
    /// What is still being sent stays.
    Delete {
        /// The first day that stays, such as 2026-09-01
        #[arg(long, value_name = "DAY")]
        before: Date,

        /// Delete it without asking
        #[arg(long)]
        yes: bool,
    },
    /// Replace the data with a backup
    ///
    /// The data as it is now becomes a backup of its own. What was sent after the backup was made isn't
    /// in it, so everything unfinished is put on hold.
    Restore {
        /// The name of the backup, from `cohort data show`
        backup: String,

        /// Restore the backup without asking
        #[arg(long)]
        yes: bool,
    },
}

/// What is said before anything is deleted.
pub(crate) const ON_PLATFORM: &str = "Nothing changes on the platform: people stay members, and instances stay there. Cohort no longer knows who was invited. This can't be undone.";

const HELP: &str = "\
Exit status:
  0  Everything is done
  1  You chose not to go ahead
  2  The command failed";

/// A backup as JSON. Scripts rely on the keys and the words.
#[derive(Serialize)]
struct BackupJson {
    backup: String,
    why: &'static str,
    made_at: String,
    bytes: u64,
}

#[derive(Serialize)]
struct DataJson {
    folder: String,
    data_bytes: u64,
    backup_bytes: u64,
    set_aside_bytes: u64,
    backups: Vec<BackupJson>,
}

impl From<&Backup> for BackupJson {
    fn from(backup: &Backup) -> Self {
        Self {
            backup: backup.name.clone(),
            why: match backup.kind {
                BackupKind::Update { .. } => "update",
                BackupKind::Daily => "daily",
                BackupKind::ByHand => "by_hand",
                BackupKind::BeforeRestore => "before_restore",
            },
            made_at: backup.made_at.to_string(),
            bytes: backup.bytes,
        }
    }
}

fn why(kind: BackupKind) -> &'static str {
    match kind {
        BackupKind::Update { .. } => "before an update",
        BackupKind::Daily => "daily",
        BackupKind::ByHand => "made by you",
        BackupKind::BeforeRestore => "before a restore",
    }
}

/// As file managers say it, with one digit after the point where that says something.
#[allow(clippy::cast_precision_loss, reason = "it is rounded anyway")]
fn size(bytes: u64) -> String {
    let units = ["kB", "MB", "GB"];
    let mut value = bytes as f64 / 1000.0;
    let mut unit = units[0];
    for next in &units[1..] {
        if value < 1000.0 {
            break;
        }
        value /= 1000.0;
        unit = next;
    }
    format!("{value:.1} {unit}")
}

/// In the time zone of this computer.
fn clock(at: Timestamp) -> String {
    let local = at.to_zoned(TimeZone::system());
    local.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

impl Data {
    pub(crate) async fn run(self) -> Result<ExitStatus, CliError> {
        let session = Session::open(None)?;
        match self.command {
            DataCommand::Show => show(&session, self.json),
            DataCommand::BackUp => back_up(&session, self.json),
            DataCommand::Delete { before, yes } => delete(&session, before, yes).await,
            DataCommand::Restore { backup, yes } => restore(&session, backup, yes).await,
        }
    }
}

fn show(session: &Session, json: bool) -> Result<ExitStatus, CliError> {
    let store = &session.store;
    let usage = store.disk_usage()?;
    let backups = store.backups()?;
    let folder = store.folder().display().to_string();
    let mut out = std::io::stdout().lock();
    if json {
        let shown = DataJson {
            folder,
            data_bytes: usage.data,
            backup_bytes: usage.backups,
            set_aside_bytes: usage.set_aside,
            backups: backups.iter().map(BackupJson::from).collect(),
        };
        output::json(&shown, &mut out)?;
        return Ok(ExitStatus::Done);
    }
    writeln!(out, "Folder:     {}", Plain(&folder))?;
    writeln!(out, "Data:       {}", size(usage.data))?;
    writeln!(out, "Backups:    {}", size(usage.backups))?;
    if usage.set_aside > 0 {
        writeln!(out, "Set aside:  {}", size(usage.set_aside))?;
    }
    writeln!(out)?;
    if backups.is_empty() {
        writeln!(
            out,
            "There are no backups yet. Run `cohort data back-up` to make one."
        )?;
        return Ok(ExitStatus::Done);
    }
    let rows: Vec<_> = backups
        .iter()
        .map(|backup| {
            [
                clock(backup.made_at),
                why(backup.kind).to_owned(),
                size(backup.bytes),
                backup.name.clone(),
            ]
        })
        .collect();
    output::table(["Made", "Why", "Size", "Backup"], &rows, &mut out)?;
    Ok(ExitStatus::Done)
}

fn back_up(session: &Session, json: bool) -> Result<ExitStatus, CliError> {
    let made = session
        .store
        .back_up(BackupKind::ByHand, Timestamp::now())?;
    let mut out = std::io::stdout().lock();
    if json {
        output::json(&BackupJson::from(&made), &mut out)?;
    } else {
        writeln!(out, "The backup {} was made.", Plain(&made.name))?;
    }
    Ok(ExitStatus::Done)
}

async fn restore(session: &Session, asked: String, yes: bool) -> Result<ExitStatus, CliError> {
    let backups = session.store.backups()?;
    let Some(backup) = backups.iter().find(|backup| backup.name == asked) else {
        return Err(CliError::NoBackup(asked));
    };
    let since = session.store.changed_since(backup.made_at)?;
    let question = format!(
        "Restore the backup of {}? {} Your current data is backed up first. [y/N] ",
        clock(backup.made_at),
        not_in_it(since.plans, since.drafts)
    );
    if !is_confirmed(yes, &question)? {
        return Ok(ExitStatus::NeedsAttention);
    }
    let delivery = &session.outbox.delivery;
    delivery.restore(asked, Timestamp::now()).await?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "The backup was restored. Everything unfinished is put on hold the next time Cohort sends or opens. Run `cohort outbox look-up` to check what was already sent, and resume."
    )?;
    Ok(ExitStatus::Done)
}

async fn delete(session: &Session, before: Date, yes: bool) -> Result<ExitStatus, CliError> {
    let then = before
        .to_zoned(TimeZone::system())
        .map_err(|_| CliError::NoSuchDay(before.to_string()))?
        .timestamp();
    let what = session.store.erasable(&Erase::Before(then))?;
    let question = format!(
        "Delete what is older than {before}? {} {ON_PLATFORM} [y/N] ",
        would_go(what)
    );
    if !is_confirmed(yes, &question)? {
        return Ok(ExitStatus::NeedsAttention);
    }
    print_erased(session.outbox.erase_before(then).await?);
    let mut out = std::io::stdout().lock();
    writeln!(out, "What was older than {before} was deleted.")?;
    Ok(ExitStatus::Done)
}

/// What would be deleted, as a sentence.
pub(crate) fn would_go(what: Erasable) -> String {
    let counted = |count: u32, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let kept = match what.accounts {
        0 => String::new(),
        1 => "the data kept from 1 account that you removed, ".to_owned(),
        count => format!("the data kept from {count} accounts that you removed, "),
    };
    format!(
        "This deletes {kept}{}, {} with {}, {} and {}.",
        counted(what.drafts, "draft", "drafts"),
        counted(what.plans, "plan", "plans"),
        counted(what.people, "person", "people"),
        counted(what.lists, "list", "lists"),
        counted(what.backups, "backup", "backups"),
    )
}

/// Says where something of what was deleted may be left.
pub(crate) fn print_erased(erased: Erased) {
    match erased {
        Erased::Completely => {}
        Erased::UntilOthersClose => eprintln!(
            "Cohort is open in another window or terminal. Parts of what was deleted stay in a file beside the data until you close it."
        ),
        Erased::CopiesLeft => eprintln!(
            "A copy of what was deleted couldn't be removed. Close other programs that use Cohort's folder, then run this command once more."
        ),
    }
}

fn not_in_it(plans: u32, drafts: u32) -> String {
    let plans = match plans {
        0 => "no plans have been sent".to_owned(),
        1 => "1 plan has been sent".to_owned(),
        count => format!("{count} plans have been sent"),
    };
    match drafts {
        0 => format!("Since then, {plans}, and no drafts have been changed."),
        1 => format!("Since then, {plans}, and 1 draft has been changed."),
        count => format!("Since then, {plans}, and {count} drafts have been changed."),
    }
}

#[cfg(test)]
mod tests {
    use store::Erasable;

    use super::{size, would_go};

    #[test]
    fn what_was_kept_from_removed_accounts_is_said_to_go() {
        let what = Erasable {
            drafts: 1,
            plans: 2,
            people: 40,
            lists: 0,
            accounts: 1,
            backups: 3,
        };
        let rest = "1 draft, 2 plans with 40 people, 0 lists and 3 backups.";
        assert_eq!(
            would_go(what),
            format!("This deletes the data kept from 1 account that you removed, {rest}")
        );
        let none = Erasable {
            accounts: 0,
            ..what
        };
        assert_eq!(would_go(none), format!("This deletes {rest}"));
    }

    #[test]
    fn sizes_are_said_as_file_managers_do() {
        let said = [0, 4096, 999_949, 1_500_000, 2_000_000_000].map(size);
        assert_eq!(said, ["0.0 kB", "4.1 kB", "999.9 kB", "1.5 MB", "2.0 GB"]);
    }
}
