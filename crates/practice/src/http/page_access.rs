//! How a browser is let in to the pages that only the user of this computer may see.
//!
//! The address of such a page passes through places that others can read: the list of processes,
//! while the browser is started, and the browser's history. So the token of this start never stands
//! in an address. Whoever has the token asks for a code instead, which opens one page, once, and
//! for a minute. The browser gets a cookie for it that is sent to that page and to no other.

use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use lock::LockExt as _;
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

use crate::options::Page;
use crate::tokens::{self, Hash};

/// How long a browser may take to start.
const CODE_LIFETIME: Duration = Duration::from_mins(1);
/// How many codes may wait to be used. The oldest is dropped for one more.
const CODES_MAX: usize = 16;

/// A code that wasn't used yet.
struct WaitingCode {
    page: Page,
    hash: Hash,
    until: Instant,
}

/// Who may open which page.
pub(crate) struct PageAccess {
    waiting: Mutex<Vec<WaitingCode>>,
    mailbox: SecretString,
    faults: SecretString,
}

impl PageAccess {
    pub(crate) fn new() -> Result<Self, rand::rand_core::OsError> {
        Ok(Self {
            waiting: Mutex::default(),
            mailbox: tokens::random()?,
            faults: tokens::random()?,
        })
    }

    /// A code that opens `page` once.
    pub(crate) fn offer(
        &self,
        page: Page,
        now: Instant,
    ) -> Result<SecretString, rand::rand_core::OsError> {
        let code = tokens::random()?;
        let mut waiting = self.waiting_at(now);
        if waiting.len() == CODES_MAX {
            waiting.remove(0);
        }
        waiting.push(WaitingCode {
            page,
            hash: tokens::hash(code.expose_secret()),
            until: now + CODE_LIFETIME,
        });
        Ok(code)
    }

    /// Uses a code up, and gives the value of the cookie for it.
    pub(crate) fn exchange(&self, page: Page, code: &str, now: Instant) -> Option<&SecretString> {
        let hash = tokens::hash(code);
        let mut waiting = self.waiting_at(now);
        let found = waiting
            .iter()
            .position(|code| code.page == page && code.hash.ct_eq(&hash).into())?;
        waiting.remove(found);
        Some(self.cookie(page))
    }

    /// Whether this is the value of the page's cookie.
    pub(crate) fn is_cookie(&self, page: Page, value: &str) -> bool {
        tokens::matches(self.cookie(page), value)
    }

    fn cookie(&self, page: Page) -> &SecretString {
        match page {
            Page::Mailbox => &self.mailbox,
            Page::Faults => &self.faults,
        }
    }

    /// The codes that can still be used.
    fn waiting_at(&self, now: Instant) -> MutexGuard<'_, Vec<WaitingCode>> {
        let mut waiting = self.waiting.locked();
        waiting.retain(|code| now < code.until);
        waiting
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_code_opens_its_page_once_and_for_a_minute() {
        let access = PageAccess::new().unwrap();
        let start = Instant::now();
        let offer = || access.offer(Page::Mailbox, start).unwrap();
        let opens = |page, code: &SecretString, after| {
            let at = start + Duration::from_secs(after);
            access.exchange(page, code.expose_secret(), at).is_some()
        };
        let code = offer();
        assert!(!opens(Page::Faults, &code, 1), "another page");
        assert!(opens(Page::Mailbox, &code, 1));
        assert!(!opens(Page::Mailbox, &code, 1), "a second time");
        assert!(opens(Page::Mailbox, &offer(), 59));
        assert!(!opens(Page::Mailbox, &offer(), 60), "too late");
    }

    #[test]
    fn only_so_many_codes_wait() {
        let access = PageAccess::new().unwrap();
        let now = Instant::now();
        let offer = || access.offer(Page::Faults, now).unwrap();
        let first = offer();
        let second = offer();
        for _ in 2..=CODES_MAX {
            offer();
        }
        let opens = |code: &SecretString| {
            let code = code.expose_secret();
            access.exchange(Page::Faults, code, now).is_some()
        };
        assert!(!opens(&first));
        assert!(opens(&second));
    }
}
