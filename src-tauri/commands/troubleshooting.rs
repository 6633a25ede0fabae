//! Finds out what doesn't work, and begins an email to somebody who can help.

use jiff::Timestamp;

use crate::app::App;
use crate::bridge::{
    AdministratorsWrite, PeopleWritten, Problem, ProblemCode, SupportFacts, Troubleshoot,
    Troubleshooting, account_id, place,
};

pub(super) async fn troubleshoot(
    app: &App,
    what: Troubleshoot,
) -> Result<Troubleshooting, Problem> {
    let account = account_id(&what.account);
    let place = what
        .space
        .map(|space| place(&what.account, &space.org, &space.space))
        .transpose()?;
    let now = Timestamp::now();
    let diagnosis = app.outbox.diagnose(&account, place.as_ref(), now).await;
    app.changes.status();
    let administrators = match &place {
        Some(place) => app.outbox.administrators(place)?,
        None => Vec::new(),
    };
    let address = app.store.account(&account)?.address;
    let facts = SupportFacts::of(address.host(), now);
    Ok(Troubleshooting::of(diagnosis, administrators, facts))
}

/// Who the administrators are is what the platform showed, not what the window says.
pub(super) async fn administrators_write(
    app: &App,
    write: AdministratorsWrite,
) -> Result<PeopleWritten, Problem> {
    let place = place(&write.account, &write.org, &write.space)?;
    let administrators = app.outbox.administrators(&place)?;
    let to: Vec<String> = administrators.into_iter().map(|one| one.address).collect();
    let Some(address) = poster::mailto_with(&to, &write.subject, &write.text) else {
        return Ok(PeopleWritten::TooMany);
    };
    if app.desktop.open_in_browser(&address) {
        Ok(PeopleWritten::Opened)
    } else {
        Err(Problem::of(ProblemCode::BrowserMissing))
    }
}
