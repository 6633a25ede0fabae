use std::process::ExitCode;

/// How a command came to its end, other than by trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ending {
    Well,
    /// Somebody has to do something about it.
    NeedsHand,
}

/// The command could not do what it was asked.
pub(crate) const COULD_NOT: u8 = 2;

/// Below the help of every command that works on the data.
pub(crate) const HELP: &str = "\
Ends with 0 where all is well, 1 where something needs a hand (something to mend, refused, not \
known, or waiting for a word), 2 where it could not be done.";

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Well => Self::SUCCESS,
            Ending::NeedsHand => Self::from(1),
        }
    }
}
