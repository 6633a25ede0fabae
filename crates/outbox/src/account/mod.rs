//! What is known of an account in this run: its client with the key, and whether it is online.

pub(crate) mod clients;
pub(crate) mod connections;
