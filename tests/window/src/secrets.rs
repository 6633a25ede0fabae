//! What is in the keyring of the session, read with another program than the app.

use crate::desktop::Desktop;

impl Desktop {
    /// All secrets in the keyring with this attribute, read with another program.
    pub fn secrets(&self, attribute: &str, value: &str) -> Vec<String> {
        let found = self
            .command("secret-tool")
            .args(["search", "--all", "--unlock", attribute, value])
            .output()
            .expect("secret-tool is installed");
        String::from_utf8_lossy(&found.stdout)
            .lines()
            .filter_map(|line| line.strip_prefix("secret = "))
            .map(str::to_owned)
            .collect()
    }

    /// The API keys that Cohort keeps in the keyring. Beside them, a mark is kept there by which
    /// restored data is recognised; it is JSON.
    pub fn kept_keys(&self) -> Vec<String> {
        let mut secrets = self.secrets("service", "Cohort");
        secrets.retain(|secret| !secret.starts_with('{'));
        secrets
    }
}
