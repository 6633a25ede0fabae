//! Keeps a link that the user made on the platform's web page and pasted here.

use jiff::Timestamp;
use jiff::civil::Date;
use platform::WebLink;
use store::{KeptLink, Place};

use super::terms::end_of;
use super::{LinkError, LinkTermsError, Links};

impl Links {
    /// Keeps a link that was made on the platform's web page. One that leads elsewhere is kept only
    /// if the user has confirmed exactly this one.
    pub fn keep_pasted(
        &self,
        place: &Place,
        pasted: &str,
        confirmed: Option<&str>,
        last_day: Option<Date>,
        now: Timestamp,
    ) -> Result<(), LinkError> {
        self.check_course(place)?;
        let link = WebLink::parse(pasted)?;
        let last_day = last_day.ok_or(LinkTermsError::NoDay)?;
        let expires_at = end_of(last_day, now)?;
        let store = self.cache.store();
        let account = store.account(&place.account)?;
        let own = [Some(account.address), account.web_address];
        let is_own = own.iter().flatten().any(|own| link.is_of(own));
        if !is_own && confirmed != Some(link.as_str()) {
            return Err(LinkError::OtherHost(link));
        }
        let kept = KeptLink {
            url: link,
            expires_at: Some(expires_at),
            pasted: true,
            at: now,
        };
        Ok(store.write(|w| w.link_keep(place, &kept))?)
    }
}
