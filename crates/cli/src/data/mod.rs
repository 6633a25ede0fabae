//! `cohort data`: where Cohort's data is, their backups, taking them to another computer, a copy for
//! support, and deleting what is old, the same as on the window's pages Your data and Troubleshooting.
//!
//! `save` writes files, `replace` puts a backup or a file in the place of the data, and `words` has what
//! is asked before and said after that.

mod replace;
mod save;
mod words;

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use outbox::SupportNames;
use serde::Serialize;
use store::{Backup, BackupKind, Erase, Erased};

use crate::confirm::{NOTHING_CHANGED, is_confirmed};
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::output;
use crate::plain::Plain;
use crate::session::Session;
use crate::size::size;

pub(crate) use words::{ON_PLATFORM, what_is_deleted};

/// See where Cohort's data is, back it up, restore a backup, take it to another computer, save a copy
/// for support, and delete what is old
///
/// Cohort makes a backup on every day that something changes, and one before each update.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct DataArgs {
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
    /// Save all of Cohort's data in one file, to import it on another computer
    ///
    /// The file has your accounts, drafts, lists and everything that was sent. API keys aren't in it.
    Export {
        /// The file to save the data in
        file: PathBuf,
    },
    /// Replace the data with a file that was exported, or with a backup from another computer
    ///
    /// The data as it is now becomes a backup of its own. Cohort doesn't know what was sent after the
    /// file was saved, so everything unfinished is put on hold.
    Import {
        /// The file to import
        file: PathBuf,

        /// Import the file without asking
        #[arg(long)]
        yes: bool,
    },
    /// Save a copy for support: what happened to your plans, without names
    ///
    /// The file has the versions of Cohort and of the system, how much data there is, the host names of
    /// your platforms, and the states, times and errors of plans, steps and requests. People, spaces,
    /// instances and lists are numbered. Keys, sign-up links, notes and the texts of emails are never in it.
    SupportCopy {
        /// The file to save the copy in
        file: PathBuf,

        /// Include people's names and addresses, and the names of spaces, instances and lists
        #[arg(long)]
        with_people: bool,
    },
}

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
            backup: backup.name.to_string(),
            why: match backup.kind() {
                BackupKind::Update { .. } => "update",
                BackupKind::Daily => "daily",
                BackupKind::ByHand => "by_hand",
                BackupKind::BeforeRestore => "before_restore",
            },
            made_at: backup.made_at().to_string(),
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

/// In the time zone of this computer.
fn clock(at: Timestamp) -> String {
    let local = at.to_zoned(TimeZone::system());
    local.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

impl DataArgs {
    pub(crate) async fn run(self) -> Result<ExitStatus, CliError> {
        // The first thing on a new computer may be to bring along the data of another one.
        let session = match self.command {
            DataCommand::Import { .. } => Session::open_or_create(None)?,
            _ => Session::open(None)?,
        };
        match self.command {
            DataCommand::Show => show(&session, self.json),
            DataCommand::BackUp => back_up(&session, self.json),
            DataCommand::Delete { before, yes } => delete(&session, before, yes).await,
            DataCommand::Restore { backup, yes } => replace::restore(&session, backup, yes).await,
            DataCommand::Export { file } => save::export(&session, &file, self.json),
            DataCommand::SupportCopy { file, with_people } => {
                let names = if with_people {
                    SupportNames::Shown
                } else {
                    SupportNames::StandIns
                };
                save::support_copy(&session, &file, names, self.json)
            }
            DataCommand::Import { file, yes } => replace::import(&session, file, yes).await,
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
                clock(backup.made_at()),
                why(backup.kind()).to_owned(),
                size(backup.bytes),
                backup.name.to_string(),
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
        writeln!(out, "The backup {} was made.", made.name)?;
    }
    Ok(ExitStatus::Done)
}

async fn delete(session: &Session, before: Date, yes: bool) -> Result<ExitStatus, CliError> {
    let then = before
        .to_zoned(TimeZone::system())
        .map_err(|_| CliError::NoSuchDay(before.to_string()))?
        .timestamp();
    let what = session.store.erasable(&Erase::Before(then))?;
    let question = words::delete_before(before, what);
    if !is_confirmed(yes, &question, NOTHING_CHANGED)? {
        return Ok(ExitStatus::NeedsAttention);
    }
    print_erased(session.outbox.erase_before(then).await?);
    let mut out = std::io::stdout().lock();
    writeln!(out, "What was older than {before} was deleted.")?;
    Ok(ExitStatus::Done)
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
