//! What went wrong, in the form in which the window hears of it.

use serde::Serialize;
#[cfg(test)]
use ts_rs::TS;

/// What went wrong, for the window to put into words. The code picks the words and
/// the button that is the cure; the rest is what the words need, or what support asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Problem {
    pub(crate) code: ProblemCode,
    /// The thing the problem is about, by its name: a space, an address, a file.
    pub(crate) about: Option<String>,
    /// Where the platform named fields: which, and why.
    pub(crate) fields: Vec<FieldFault>,
    /// The platform's own number for what happened, to be copied into an email to support.
    pub(crate) incident: Option<String>,
    /// The HTTP status, where there was one.
    pub(crate) status: Option<u16>,
    /// What the system or the platform said, verbatim; shown one click below, never in front.
    pub(crate) detail: Option<String>,
    /// Seconds to wait, where the platform said so.
    pub(crate) wait_seconds: Option<u32>,
    /// Where it is about a file: where in it, and what.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub(crate) file: Option<Box<FileProblem>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FieldFault {
    pub(crate) field: String,
    pub(crate) why: String,
}

/// A code exists only where the window says or does something of its own for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ProblemCode {
    // The way to the platform
    Offline,
    Timeout,
    NotThePlatform,
    TlsRefused,
    Unreadable,
    AnswerTooLarge,
    /// Of a reading: nothing can have been changed.
    ConnectionBroke,
    /// Of a change: nobody can tell whether it was made.
    AnswerLost,
    ServerFault,
    Busy,
    // What the platform said
    KeyRefused,
    NotAllowed,
    NotFound,
    Deleted,
    AlreadyIn,
    Clash,
    Invalid,
    // What was typed
    AddressInvalid,
    AddressInsecure,
    AccountKnown,
    KeyEmpty,
    // The keyring
    NoKeyring,
    KeyringLocked,
    KeyringRefused,
    KeyMissing,
    /// The key is in the keyring, and nobody has unlocked it.
    KeyLocked,
    KeyUnreadable,
    /// The key couldn't be removed, because the keyring is locked.
    KeyStaysLocked,
    /// The key couldn't be removed.
    KeyStays,
    // The data on this computer
    DataUnreadable,
    DataBusy,
    /// A backup was restored, and this process has to start again.
    DataReplaced,
    /// The folder, the data file or the lock in it can't be opened or moved.
    FolderUnusable,
    /// A newer version has another form of the data, and this one couldn't be changed to it.
    DataNotUpdated,
    AccountGone,
    AccountInUse,
    /// Nobody asked the platform: nothing of the space is on this computer.
    NotLoaded,
    SnapshotNotListed,
    KeptListGone,
    /// It was deleted, or is no backup of ours.
    BackupGone,
    BackupUnreadable,
    BackupNewer,
    /// A file to be imported isn't one with Cohort's data, or is damaged.
    ImportUnreadable,
    ImportNewer,
    /// It is the data file itself.
    ImportOwnData,
    /// It was copied while it was in use.
    ImportChangesMissing,
    /// The data was to be exported into its own folder.
    ExportOwnFolder,
    /// Another process has the right to send, under which nothing can be restored.
    SendsElsewhere,
    DiskFull,
    DiskFails,
    DataNewer,
    DraftGone,
    RowGone,
    // Why a draft can't be sent as it is
    DraftChanged,
    DraftIncomplete,
    DraftMaybeSent,
    DraftToFix,
    DraftTooManyGroups,
    DraftNoGroup,
    DraftNotTheirs,
    DraftAddressGroups,
    DraftNotSharedGroups,
    DraftOtherNameGroups,
    DraftNewInstances,
    DraftNoTargets,
    DraftMessageTooLong,
    NothingToSend,
    // Lists and Activity
    PasteTooLarge,
    PasteTooManyRows,
    PasteTooManyColumns,
    NothingToCreateAgain,
    PlanGone,
    ChangedSince,
    NotYet,
    // One person's invitation
    StillOpen,
    NotTracked,
    Revoked,
    AddressCorrected,
    NotOffered,
    NoInvitation,
    JoinedSince,
    PersonAddress,
    SameAddress,
    PersonInAlready,
    // Files
    FileGone,
    FileNotAllowed,
    FileUnreadable,
    FileChanged,
    /// Another program wrote to it while it was read.
    FileChanging,
    /// A folder or a device.
    FileNotAFile,
    FileEmpty,
    FileNotAList,
    FileTooLarge,
    FileUnpacksTooLarge,
    FileTooManyRows,
    FileTooManyColumns,
    FileCellTooLong,
    FileTooMuch,
    FileGivenUp,
    FileLocked,
    FileDamaged,
    FileNobody,
    FileNotADraft,
    FileNewer,
    FileUnwritable,
    /// More people than a sheet of a workbook has room for.
    FileSheetFull,
    // Delivery
    /// Master and Distributed can't be deleted.
    InstanceStays,
    /// Instances can't be deleted or restored here.
    InstanceNotOffered,
    /// A plan works on the instance that was to be deleted.
    InstanceWorkedOn,
    WrongPlace,
    WaitsForOther,
    WaitsFor,
    Exists,
    SlugTaken,
    NotForGroup,
    NotTheirs,
    InUse,
    WouldOverwrite,
    TargetUnreadable,
    NothingToDistribute,
    NotListed,
    DistributionFailed,
    TaskLost,
    EmailUnknown,
    CheckingAgain,
    GaveUp,
    // The sign-up link of a course
    LinkNotACourse,
    LinkNotOffered,
    LinkGone,
    LinkLocked,
    LinkMakeUnconfirmed,
    LinkWithdrawUnconfirmed,
    LinkDayMissing,
    LinkDayIsOver,
    LinkDomain,
    LinkUses,
    LinkInvalid,
    LinkInsecure,
    LinkElsewhere,
    LinkTooLong,
    PrinterMissing,
    // The practice platform
    PracticeDown,
    BrowserMissing,
    /// Nothing the user could fix: a fault of ours.
    Internal,
}

/// Where in a file something is the matter, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileProblem {
    pub(crate) row: Option<u32>,
    /// The bound that it goes beyond: bytes, rows or columns.
    pub(crate) limit: Option<u32>,
    /// What the file looks like instead of a list.
    pub(crate) foreign_format: Option<ForeignFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ForeignFormat {
    Picture,
    Pdf,
    Archive,
    Document,
    Program,
    Sound,
    Database,
    WebPage,
    Binary,
}

super::same_words! {
    roster::ForeignFormat => ForeignFormat {
        Picture Pdf Archive Document Program Sound Database WebPage Binary
    }
}
