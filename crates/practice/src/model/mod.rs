//! What the platform keeps, and the rules it keeps it by.
//!
//! All SQL of the crate that reads or writes data stands here. The model knows no HTTP: it takes a
//! [`context::Context`], which says who acts and when, and answers with values or with a
//! `RequestError` that says why something is refused. The lists of the API are returned as they are
//! sent, so that no shape has to be written down twice.

pub(crate) mod accounts;
pub(crate) mod address;
pub(crate) mod api_keys;
pub(crate) mod contents;
pub(crate) mod context;
pub(crate) mod distribution;
#[cfg(feature = "smtp")]
pub(crate) mod email_queue;
pub(crate) mod email_texts;
pub(crate) mod emails;
pub(crate) mod enrolment;
pub(crate) mod instances;
pub(crate) mod invitation_status;
pub(crate) mod ledger;
pub(crate) mod lookup;
pub(crate) mod members;
pub(crate) mod owner;
pub(crate) mod passwords;
pub(crate) mod people;
pub(crate) mod received_invitations;
pub(crate) mod role;
pub(crate) mod sent_invitations;
pub(crate) mod sign_up_links;
pub(crate) mod sign_ups;
pub(crate) mod snapshots;
pub(crate) mod space_kind;
pub(crate) mod spaces;
pub(crate) mod stored_answers;
pub(crate) mod tasks;
mod words;
