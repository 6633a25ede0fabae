//! The practice platform's own pages.

use home::Page;

use crate::app::App;
use crate::bridge::{PracticeOpen, PracticePage, Problem, ProblemCode};

/// A page of the practice platform, in the user's browser.
pub(super) async fn practice_open(app: &App, which: PracticeOpen) -> Result<(), Problem> {
    let page = match which.page {
        PracticePage::Mailbox => Page::Mailbox,
        PracticePage::Faults => Page::Faults,
    };
    let address = app.practice.page_link(page).await?;
    if app.desktop.open_in_browser(&address) {
        Ok(())
    } else {
        Err(Problem::of(ProblemCode::BrowserMissing))
    }
}
