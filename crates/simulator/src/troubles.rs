//! What goes wrong on the user's computer, beside what goes wrong on the network.

use simulated::Chance;

/// What goes wrong on the user's computer in one story. As with the network, each story has some of
/// it and not the rest, so that stories get far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Troubles {
    /// A terminal comes and goes beside the window.
    pub(crate) terminal: bool,
    /// Earlier states of the data take their place.
    pub(crate) backups: bool,
    /// The disk is full or fails.
    pub(crate) disk: bool,
}

impl Troubles {
    pub(crate) fn of(chance: &mut Chance) -> Self {
        Self {
            terminal: chance.one_in(2),
            backups: chance.one_in(3),
            disk: chance.one_in(3),
        }
    }
}
