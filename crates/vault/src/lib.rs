//! The API keys: in the system keyring or, if the user prefers that, in memory until Cohort ends.
//!
//! Each key is an entry of the service *Cohort*, under the address of its account's platform. This
//! crate depends on no other crate of the project. The window, the terminal and the outbox use it.
//!
//! A keyring may stop and ask a person for a password, for as long as nobody answers. So every call
//! has a time limit, after which it gives [`VaultError::Locked`].
//!
//! Start reading at [`Vault`]. `keyring.rs` is what differs from system to system.

mod error;
mod keyring;
mod vault;

pub use error::VaultError;
pub use vault::{Keep, Vault};
