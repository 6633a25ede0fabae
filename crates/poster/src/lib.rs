//! A sign-up link as people are given it: as a QR code, as a page to print for the lecture hall, and
//! as the text of an email.
//!
//! Everything here is pure: a link and a few facts go in, and bytes or text come out. The crate
//! doesn't know where a link comes from or whether it may be given to anybody; `outbox` does. The
//! window's shell and the command `cohort` use it. Start reading at [`QrCode`] and [`Poster`].

mod email;
mod mailto;
mod page;
mod qr_code;
mod words;

pub use email::Email;
pub use mailto::{mailto, mailto_with};
pub use page::{Poster, PosterError, PosterWords};
pub use qr_code::{PngError, QrCode, QrCodeError};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use language::Language;

/// A link, and what people are told about it.
#[derive(Clone)]
pub struct LinkInvitation {
    /// The name of the course.
    pub course: String,
    pub url: String,
    pub expires: Option<Timestamp>,
    /// The domains whose addresses are accepted. All are where there is none.
    pub domains: Vec<String>,
    pub zone: TimeZone,
}

impl LinkInvitation {
    /// The last day on which the link works, as people say it.
    fn last_day(&self, language: Language) -> Option<String> {
        let expires = self.expires?;
        let day = expires.to_zoned(self.zone.clone()).date();
        Some(words::day(language, day))
    }

    /// The link as somebody types it: no browser needs the scheme of a link over HTTPS.
    pub fn short_address(&self) -> &str {
        self.url.strip_prefix("https://").unwrap_or(&self.url)
    }

    /// The name of the course without characters that would be obeyed instead of shown.
    fn plain_course(&self) -> String {
        visible::without_hidden(&self.course)
    }
}
