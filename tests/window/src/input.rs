//! What a user's hands and eyes do with the whole screen: keys, the clipboard, pictures.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use rustix::process::Pid;

use crate::{desktop::Desktop, wait::until};

impl Desktop {
    /// What is on the clipboard.
    pub fn copied(&self) -> String {
        let output = self
            .command("xclip")
            .args(["-out", "-selection", "clipboard"])
            .output()
            .expect("xclip is installed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Takes a picture of the whole screen.
    pub fn photograph(&self, path: &Path) {
        let done = self
            .command("import")
            .args(["-window", "root"])
            .arg(path)
            .status();
        if !done.is_ok_and(|status| status.success()) {
            eprintln!("the screen couldn't be photographed");
        }
    }

    /// Presses keys in the window that has the focus, such as `ctrl+v` or `alt+F4`.
    pub fn keys(&self, keys: &[&str]) {
        self.xdotool(&[&["key"], keys].concat());
    }

    /// Types text in the window that has the focus.
    pub fn types(&self, text: &str) {
        self.xdotool(&["type", "--delay", "15", text]);
    }

    pub(crate) fn xdotool(&self, arguments: &[&str]) -> String {
        let output = self.command("xdotool").args(arguments).output();
        let output = output.expect("xdotool is installed");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Waits until a window with this text in its title is on the screen.
    pub fn shows(&self, title: &str) {
        until(&format!("a window called {title}"), || {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", title]);
            (!found.is_empty()).then_some(())
        });
    }

    /// All X windows of a process that can be seen.
    pub(crate) fn windows_of(&self, process: Pid) -> Vec<String> {
        let process = process.as_raw_nonzero().to_string();
        self.xdotool(&["search", "--onlyvisible", "--pid", &process])
            .lines()
            .map(str::to_owned)
            .collect()
    }

    /// Puts text on the clipboard, as copying it in another program does.
    pub fn copy(&self, text: &str) {
        // xclip ends once it has read the text. The process that it leaves behind, which answers
        // when something is pasted, ends with the screen.
        let mut copying = self
            .command("xclip")
            .args(["-in", "-selection", "clipboard"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("xclip is installed");
        let mut stdin = copying.stdin.take().expect("stdin is piped");
        stdin
            .write_all(text.as_bytes())
            .expect("xclip takes the text");
        drop(stdin);
        let ended = copying.wait().expect("a child can be waited for");
        assert!(ended.success(), "xclip: {ended}");
    }
}
