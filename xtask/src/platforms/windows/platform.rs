//! The practice platform as it runs under Wine: what it is told to do, and what it has done.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Stdio},
};

use serde_json::Value;
use xshell::cmd;

use super::wine::Wine;
use crate::{error::XtaskError, workspace::Workspace};

/// Everybody on the lists, and nobody in the demo data, has an address there.
pub(super) const DOMAIN: &str = "@new.example";

/// A practice platform that ends with this value.
pub(super) struct Platform<'w> {
    workspace: &'w Workspace,
    process: Child,
    pub(super) address: String,
    pub(super) key: String,
    token: String,
}

impl<'w> Platform<'w> {
    pub(super) fn start(
        workspace: &'w Workspace,
        wine: &Wine<'_>,
        program: &Path,
    ) -> Result<Self, XtaskError> {
        let arguments = ["serve", "--data", r"C:\platform"];
        let process = wine
            .command(program, &arguments)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(XtaskError::with("wine"))?;
        let mut platform = Self {
            workspace,
            process,
            address: String::new(),
            key: String::new(),
            token: String::new(),
        };
        let lines: Vec<String> = platform
            .process
            .stdout
            .take()
            .into_iter()
            .flat_map(|output| BufReader::new(output).lines().map_while(Result::ok).take(3))
            .collect();
        let said = |what: &str| {
            let mut values = lines
                .iter()
                .filter_map(|line| line.trim().strip_prefix(what));
            values.next().map(str::to_owned).ok_or_else(|| {
                XtaskError::UnderWine(format!("the practice platform doesn't say its {what}"))
            })
        };
        platform.address = said("listening on ")?;
        platform.token = said("token ")?;
        platform.key = said("key ")?;
        Ok(platform)
    }

    /// Every change takes this long from now on.
    pub(super) fn slow_down(&self, ms: u32) -> Result<(), XtaskError> {
        let faults = serde_json::json!({
            "rules": [{ "kind": "delay", "ms": ms, "methods": ["POST"] }]
        });
        self.ask("faults", &["--json", &faults.to_string()])
            .map(drop)
    }

    /// How often each person of the lists was emailed an invitation. The demo data has others.
    pub(super) fn invitations(&self) -> Result<BTreeMap<String, usize>, XtaskError> {
        let ledger: Value = serde_json::from_str(&self.ask("ledger", &[])?)?;
        let mut counts = BTreeMap::new();
        for email in ledger["mails"].as_array().into_iter().flatten() {
            let to = email["to"].as_str().unwrap_or_default();
            if email["kind"] == "invitation" && to.ends_with(DOMAIN) {
                *counts.entry(to.to_owned()).or_default() += 1;
            }
        }
        Ok(counts)
    }

    fn ask(&self, what: &str, arguments: &[&str]) -> Result<String, XtaskError> {
        let url = format!("{}/practice/v1/{what}", self.address);
        let header = format!("X-Practice-Token: {}", self.token);
        let shell = &self.workspace.shell;
        let answer = cmd!(
            shell,
            "curl --silent --show-error --fail --max-time 30 --noproxy * --header {header} {arguments...} {url}"
        );
        Ok(answer.quiet().read()?)
    }
}

impl Drop for Platform<'_> {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
