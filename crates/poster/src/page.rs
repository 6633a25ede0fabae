//! The page to print for the lecture hall: a large QR code, the address to type, the course, and
//! until when the link works. It is one HTML file that needs nothing beside it.

use askama::Template;
use language::Language;

use crate::{LinkInvitation, QrCode, QrCodeError, words};

/// What the page says, apart from the link itself. The window shows the page with these sentences too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PosterWords {
    /// The title up to the name of the course, which ends it. The name has a direction of its own.
    pub before_course: &'static str,
    pub course: String,
    pub scan: &'static str,
    pub enter: String,
    /// Until when the link works, where that is known.
    pub until: Option<String>,
}

impl PosterWords {
    pub fn of(invitation: &LinkInvitation, language: Language) -> Self {
        let last_day = invitation.last_day(language);
        Self {
            before_course: words::before_course(language),
            course: invitation.plain_course(),
            scan: words::scan(language),
            enter: words::enter_your_address(language, &invitation.domains),
            until: last_day.map(|day| words::works_until(language, &day)),
        }
    }
}

/// A page to print.
#[derive(Template)]
#[template(path = "poster.html")]
pub struct Poster<'i> {
    language: Language,
    words: PosterWords,
    short_address: &'i str,
    size: usize,
    path: String,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PosterError {
    #[error(transparent)]
    QrCode(#[from] QrCodeError),
    #[error("the page couldn't be created")]
    Page(#[from] askama::Error),
}

impl<'i> Poster<'i> {
    pub fn of(invitation: &'i LinkInvitation, language: Language) -> Result<Self, PosterError> {
        let code = QrCode::of(&invitation.url)?;
        Ok(Self {
            language,
            words: PosterWords::of(invitation, language),
            short_address: invitation.short_address(),
            size: code.size(),
            path: code.path(),
        })
    }

    pub fn to_html(&self) -> Result<String, PosterError> {
        Ok(self.render()?)
    }

    /// An address of more characters than fit on two lines is printed smaller.
    fn is_long(&self) -> bool {
        self.short_address.chars().count() > 60
    }
}
