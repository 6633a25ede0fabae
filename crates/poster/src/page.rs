//! The page to print for the lecture hall: a large QR code, the address to type, the course, and
//! until when the link works. It is one HTML file that needs nothing beside it.

use askama::Template;
use language::Language;

use crate::{LinkInvitation, QrCode, QrCodeError, words};

/// A page to print.
#[derive(Template)]
#[template(path = "poster.html")]
pub struct Poster<'i> {
    language: Language,
    course: &'i str,
    short_address: &'i str,
    domains: &'i [String],
    last_day: Option<String>,
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
            course: &invitation.course,
            short_address: invitation.short_address(),
            domains: &invitation.domains,
            last_day: invitation.last_day(language),
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
