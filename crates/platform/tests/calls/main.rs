//! Whole requests, against servers that answer well and servers that don't.

#![allow(clippy::unwrap_used)]

mod answers;
mod bodies;
mod connection;
mod frozen;
mod handed_in;
mod hostile;
mod scripted_server;
mod stored_words;
mod tls;
