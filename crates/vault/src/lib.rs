//! The API keys: in the system's keyring, or, if the user wants it so, in memory until the end.
//!
//! Each key is an entry of the service *Cohort* under the name of its account. Depends on no other
//! crate of the project; the window and the terminal command use it, nothing else does.
//!
//! A keyring may stop and ask a person for a password. So every call waits for so long and no
//! longer, and says [`VaultError::Locked`] then.
//!
//! Start reading at [`Vault`]; `keyring.rs` is what differs from system to system.

mod error;
mod keyring;
mod vault;

pub use error::VaultError;
pub use vault::{Keep, Vault};
