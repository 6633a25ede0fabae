//! What follows when the window is closed or Cohort is to quit: whether that is simply done, or the
//! user is asked first. The decisions are pure; the questions are asked in the window.

use store::{PlanState, StoreError};

use crate::app::App;
use crate::bridge::{Availability, Closing, Preferences, Question, Unsent};

/// What to do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The window goes, and Cohort stays in the tray.
    ToTray,
    Ask(Question),
    Quit,
}

/// What the decision depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Situation {
    pub(crate) closing: Closing,
    pub(crate) quit_without_asking: bool,
    /// The tray is shown somewhere, so that there is a way back to Cohort.
    pub(crate) tray: bool,
    pub(crate) unsent: Unsent,
    /// The question that is in the window and hasn't been answered.
    pub(crate) asked: Option<Question>,
}

impl Situation {
    /// What closing or quitting would end now.
    pub(crate) fn of(app: &App) -> Self {
        let unsent = unsent_here(app).unwrap_or_else(|error| {
            // Whoever can't be told what is left may leave all the same.
            tracing::warn!(%error, "what is left to send can't be read");
            Unsent::default()
        });
        let preferences = app.preferences();
        let Preferences {
            closing,
            quit_without_asking,
            ..
        } = *preferences;
        Self {
            closing,
            quit_without_asking,
            tray: app.desktop.state().tray == Availability::Available,
            unsent,
            asked: app.question(),
        }
    }

    /// The window's close button was pressed. Pressed again, it is the answer to the question, so
    /// that a page that can't show it holds nobody up.
    pub(crate) fn on_close(self) -> Ending {
        match (self.tray, self.asked, self.closing) {
            (_, Some(Question::Quit { .. }), _) => Ending::Quit,
            (true, Some(Question::FirstClose { .. }), _) | (true, None, Closing::KeepRunning) => {
                Ending::ToTray
            }
            (true, None, Closing::NotAsked) => Ending::Ask(Question::FirstClose {
                unsent: self.unsent,
            }),
            (false, _, _) | (true, None, Closing::Quit) => self.on_quit(),
        }
    }

    /// The user wants to quit.
    pub(crate) fn on_quit(self) -> Ending {
        let asked = matches!(self.asked, Some(Question::Quit { .. }));
        if !self.unsent.any || self.quit_without_asking || asked {
            return Ending::Quit;
        }
        Ending::Ask(Question::Quit {
            unsent: self.unsent,
        })
    }
}

/// What would be sent now if Cohort went on. What is paused, or on hold, waits for the user whether
/// Cohort runs or not; and where another process sends, that one goes on.
fn unsent_here(app: &App) -> Result<Unsent, StoreError> {
    if !app.outbox.delivery.holds_lease() {
        return Ok(Unsent::default());
    }
    app.unsent(|plan| matches!(plan.state, PlanState::Sending | PlanState::Grace))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    const UNSENT: Unsent = Unsent {
        any: true,
        people: 22,
        instances: 0,
        targets: 0,
        in_grace: false,
    };

    fn situation() -> Situation {
        Situation {
            closing: Closing::NotAsked,
            quit_without_asking: false,
            tray: true,
            unsent: Unsent::default(),
            asked: None,
        }
    }

    #[test]
    fn the_first_close_is_explained_and_those_after_it_are_not() {
        let first = situation();
        let question = Question::FirstClose {
            unsent: first.unsent,
        };
        assert_eq!(first.on_close(), Ending::Ask(question));
        let later = Situation {
            closing: Closing::KeepRunning,
            unsent: UNSENT,
            ..first
        };
        assert_eq!(later.on_close(), Ending::ToTray);
    }

    #[test]
    fn without_a_tray_closing_is_quitting() {
        for closing in [Closing::NotAsked, Closing::KeepRunning, Closing::Quit] {
            let bare = Situation {
                closing,
                tray: false,
                ..situation()
            };
            assert_eq!(bare.on_close(), Ending::Quit);
            let sending = Situation {
                unsent: UNSENT,
                ..bare
            };
            let question = Question::Quit { unsent: UNSENT };
            assert_eq!(sending.on_close(), Ending::Ask(question));
        }
    }

    #[test]
    fn quitting_asks_only_while_something_is_under_way_and_only_if_wished() {
        let quits = Situation {
            closing: Closing::Quit,
            ..situation()
        };
        assert_eq!(quits.on_close(), Ending::Quit);
        let sending = Situation {
            unsent: UNSENT,
            ..quits
        };
        assert_eq!(
            sending.on_close(),
            Ending::Ask(Question::Quit { unsent: UNSENT })
        );
        let unasked = Situation {
            quit_without_asking: true,
            ..sending
        };
        assert_eq!(unasked.on_quit(), Ending::Quit);
    }

    #[test]
    fn a_page_that_cannot_show_the_question_holds_nobody_up() {
        let unsent = UNSENT;
        let first = Situation {
            unsent,
            asked: Some(Question::FirstClose { unsent }),
            ..situation()
        };
        assert_eq!(first.on_close(), Ending::ToTray);
        let asked = Some(Question::Quit { unsent });
        let quit = Situation { asked, ..first };
        assert_eq!(quit.on_close(), Ending::Quit);
        assert_eq!(quit.on_quit(), Ending::Quit);
        // The tray has gone while the first question was open.
        let bare = Situation {
            tray: false,
            ..first
        };
        assert_eq!(bare.on_close(), Ending::Ask(Question::Quit { unsent }));
    }
}
