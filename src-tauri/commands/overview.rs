//! Where all spaces of an account stand, and what needs attention.

use jiff::{SignedDuration, Timestamp};
use store::{AccountId, DraftStep};

use crate::app::App;
use crate::bridge::{
    KeyState, Matter, MatterKind, MatterPlace, Overview, OverviewOf, OverviewRefresh, Problem,
    account_id,
};

/// A space that was read within this time isn't read again by itself.
const FRESH_FOR: SignedDuration = SignedDuration::from_mins(15);

/// The rows of a list longer than this aren't counted for the overview: that would take longer
/// than the page should take to open.
const COUNTED_UP_TO: u32 = 2_000;

pub(super) async fn overview(app: &App, of: OverviewOf) -> Result<Overview, Problem> {
    read(app, of.account).await
}

/// Reads from the platform what is out of date, one space after the other. The window hears of each
/// space once it is read.
pub(super) async fn overview_refresh(
    app: &App,
    which: OverviewRefresh,
) -> Result<Overview, Problem> {
    let account = account_id(&which.account);
    let now = Timestamp::now();
    let stale = if which.all { now } else { now - FRESH_FOR };
    let refreshed = app
        .outbox
        .refresh_overview(&account, stale, |place| {
            app.lists.members_changed(place);
            app.changes.space(place.clone());
        })
        .await;
    app.changes.spaces(&account);
    refreshed?;
    read(app, which.account).await
}

async fn read(app: &App, account: String) -> Result<Overview, Problem> {
    let id = account_id(&account);
    let mut overview = app.outbox.overview(&id);
    if is_key_missing(app, &id).await? {
        let missing = outbox::Matter {
            place: None,
            kind: outbox::MatterKind::KeyMissing,
        };
        overview.matters.insert(0, missing);
    }
    let drafts = tokio::task::block_in_place(|| drafts_to_fix(app, &id))?;
    Ok(Overview::of(account, overview, drafts))
}

/// Whether there is no key to ask the platform with. Once the platform was asked, the connection
/// says what came of it, and the keyring need not be opened again.
async fn is_key_missing(app: &App, account: &AccountId) -> Result<bool, Problem> {
    if app.outbox.connections.of(account).is_some() {
        return Ok(false);
    }
    let account = app.store.account(account)?;
    Ok(super::accounts::key_state(app, &account).await == KeyState::Missing)
}

/// Drafts that stand at their review, which is where somebody wanted to send them, and that can't
/// be sent as they are. A draft that is still being written needs no reminder.
fn drafts_to_fix(app: &App, account: &AccountId) -> Result<Vec<Matter>, Problem> {
    let mut matters = Vec::new();
    for draft in app.store.drafts()? {
        let at_review = draft.place.account == *account && draft.step == DraftStep::Review;
        if !at_review || draft.people > COUNTED_UP_TO {
            continue;
        }
        let counts = app
            .lists
            .with(draft.id, |list| Ok::<_, store::StoreError>(list.counts()))?;
        if counts.to_fix == 0 {
            continue;
        }
        matters.push(Matter {
            place: Some(MatterPlace {
                org: draft.place.org.into(),
                space: draft.place.space.into(),
                space_name: draft.space_name,
            }),
            about: MatterKind::DraftToFix {
                draft: draft.id.to_string(),
                name: draft.name,
                count: counts.to_fix,
            },
        });
    }
    Ok(matters)
}
