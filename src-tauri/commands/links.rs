//! The sign-up link of a course: read, made, renewed, withdrawn, pasted, and given to people.

use std::sync::Arc;

use jiff::Timestamp;
use outbox::{LinkError, LinkWish, SpaceLink};
use platform::BaseUrl;
use poster::{Email, LinkInvitation, Poster, QrCode};
use store::{AccountKind, Place};

use super::blocking::blocking;
use crate::app::App;
use crate::bridge::{
    AccountRef, LinkFile, LinkMake, LinkPage, LinkPaste, LinkRef, LinkSave, LinkWritten, Problem,
    ProblemCode, SavedFile, SpaceRef, WebAddress, account_id, day, invitation, place,
};

pub(super) async fn link(app: &App, which: SpaceRef) -> Result<LinkPage, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    if which.fresh {
        let read = app.outbox.links.refresh(&place, Timestamp::now()).await;
        app.changes.status();
        read?;
    }
    page(app, &place)
}

pub(super) async fn link_make(app: &App, make: LinkMake) -> Result<LinkPage, Problem> {
    let place = place(&make.account, &make.org, &make.space)?;
    let wish = LinkWish {
        last_day: Some(
            day(make.last_day.as_deref()).ok_or(LinkError::from(outbox::LinkTermsError::NoDay))?,
        ),
        domains: make.domains,
        max_uses: make.max_uses.map(u64::from),
    };
    let outcome = app.outbox.links.make(&place, &wish, Timestamp::now()).await;
    tell(app, &place);
    outcome?;
    page(app, &place)
}

pub(super) async fn link_withdraw(app: &App, which: LinkRef) -> Result<LinkPage, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let withdrawn = app.outbox.links.withdraw(&place, Timestamp::now()).await;
    tell(app, &place);
    withdrawn?;
    page(app, &place)
}

pub(super) async fn link_paste(app: &App, paste: LinkPaste) -> Result<LinkPage, Problem> {
    let place = place(&paste.account, &paste.org, &paste.space)?;
    app.outbox.links.keep_pasted(
        &place,
        &paste.url,
        paste.confirmed.as_deref(),
        day(paste.last_day.as_deref()),
        Timestamp::now(),
    )?;
    tell(app, &place);
    page(app, &place)
}

/// The code as a picture, or the page to print; nothing where the dialog was closed.
pub(super) async fn link_save(
    app: &Arc<App>,
    save: LinkSave,
) -> Result<Option<SavedFile>, Problem> {
    let place = place(&save.account, &save.org, &save.space)?;
    let invitation = current(app, &place)?;
    let language = app.language();
    let ending = save.what.ending();
    let name = lists::file_name(&format!("Join {}", invitation.course), ending);
    let Some(path) = app.desktop.save_file(&name).await else {
        return Ok(None);
    };
    blocking(move || {
        let bytes = match save.what {
            LinkFile::Png => QrCode::of(&invitation.url)?.png()?,
            LinkFile::Svg => QrCode::of(&invitation.url)?.svg().into_bytes(),
            LinkFile::Page => Poster::of(&invitation, language)?.to_html()?.into_bytes(),
        };
        Ok::<_, Problem>(lists::save(path, ending, &bytes)?)
    })
    .await
    .map(|saved| Some(saved.into()))
}

/// Begins an email with the link in the user's mail program.
pub(super) async fn link_write(app: &App, which: LinkRef) -> Result<LinkWritten, Problem> {
    let place = place(&which.account, &which.org, &which.space)?;
    let email = Email::of(&current(app, &place)?, app.language());
    let Some(address) = email.mailto() else {
        return Ok(LinkWritten {
            too_long: Some(email.text),
        });
    };
    if app.desktop.open_in_browser(&address) {
        Ok(LinkWritten { too_long: None })
    } else {
        Err(Problem::of(ProblemCode::BrowserMissing))
    }
}

/// Hands the window to the system to be printed: of it, only the page with the link is for paper.
pub(super) async fn link_print(app: &App) -> Result<(), Problem> {
    if app.desktop.print() {
        Ok(())
    } else {
        Err(Problem::of(ProblemCode::PrinterMissing))
    }
}

/// Where the platform is used in a browser, which its API doesn't say.
pub(super) async fn web_address_change(app: &App, change: WebAddress) -> Result<(), Problem> {
    let address = BaseUrl::parse(&change.address)?;
    app.store
        .account_set_web_address(&account_id(&change.account), &address)?;
    Ok(())
}

/// Opens the platform's web page, for what only it can do. It isn't known which of its pages shows a
/// space or a person, so this is where they all begin. Returns whether its address is known:
/// otherwise the user is asked, and nothing was opened.
pub(super) async fn web_page_open(app: &App, which: AccountRef) -> Result<bool, Problem> {
    let account = app.store.account(&account_id(&which.account))?;
    // The practice platform has its pages where it has its API.
    let own = (account.kind == AccountKind::Practice).then_some(account.address);
    let Some(address) = account.web_address.or(own) else {
        return Ok(false);
    };
    if app.desktop.open_in_browser(address.as_str()) {
        Ok(true)
    } else {
        Err(Problem::of(ProblemCode::BrowserMissing))
    }
}

fn page(app: &App, place: &Place) -> Result<LinkPage, Problem> {
    Ok(LinkPage::of(known(app, place)?, app.language()))
}

/// What people are told of the link that a space has.
fn current(app: &App, place: &Place) -> Result<LinkInvitation, Problem> {
    let known = known(app, place)?;
    let link = known.link.ok_or(LinkError::NoLink)?;
    Ok(invitation(link, known.space_name))
}

fn known(app: &App, place: &Place) -> Result<SpaceLink, Problem> {
    let known = app.outbox.links.of(place, Timestamp::now())?;
    known.ok_or_else(|| Problem::of(ProblemCode::NotLoaded).about(place.space.to_string()))
}

/// The overview and the page of the space read differently, and maybe the connection.
fn tell(app: &App, place: &Place) {
    app.changes.spaces(&place.account);
    app.changes.status();
}
