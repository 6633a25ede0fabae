//! What the platform keeps and the rules it keeps it by.

pub(crate) mod address;
pub(crate) mod distribution;
pub(crate) mod enrolment;
pub(crate) mod lookup;
pub(crate) mod mail_texts;
pub(crate) mod mails;
pub(crate) mod owner;
pub(crate) mod people;
pub(crate) mod sign_up_links;
