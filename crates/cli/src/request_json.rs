//! A request that would be sent, as every `--dry-run` shows it.

use std::io::{self, Write};

use serde::Serialize;

use crate::output;
use crate::plain::Plain;

/// A request as JSON. Scripts rely on the keys.
#[derive(Serialize)]
pub(crate) struct RequestJson<B> {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<B>,
}

impl RequestJson<()> {
    pub(crate) fn without_body(method: &'static str, path: String) -> Self {
        let body = None;
        Self { method, path, body }
    }
}

impl<B: Serialize> RequestJson<B> {
    /// Prints the request: as one line of JSON, or as a line for people with the body below it.
    pub(crate) fn print(&self, json: bool, out: &mut impl Write) -> io::Result<()> {
        if json {
            return output::json(self, out);
        }
        writeln!(out, "{} {}", self.method, Plain(&self.path))?;
        match &self.body {
            Some(body) => output::json(body, out),
            None => Ok(()),
        }
    }
}
