//! Where a new account's API key comes from: the environment, a person, or standard input. Never
//! an argument, because every user of the computer can read those.

use std::io::{Read as _, stdin};

use console::Term;
use platform::BaseUrl;
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::plain::Plain;
use crate::session::is_attended;

/// More than this is no key: someone has passed the wrong file.
const LONGEST: usize = 4096;

/// The key for the platform at this address.
pub(super) fn of(
    address: &BaseUrl,
    environment: Option<&EnvironmentKey>,
) -> Result<SecretString, CliError> {
    if let Some(key) = environment {
        return Ok(key.for_address(address)?);
    }
    if is_attended() { ask(address) } else { read() }
}

fn ask(address: &BaseUrl) -> Result<SecretString, CliError> {
    eprint!(
        "API key for {} (it isn't shown while you type): ",
        Plain(address.host())
    );
    let typed = Zeroizing::new(Term::stderr().read_secure_line()?);
    Ok(SecretString::from(typed.trim()))
}

fn read() -> Result<SecretString, CliError> {
    // With room for all of it, so that no part of the key is left behind where the text was moved.
    let mut text = Zeroizing::new(String::with_capacity(LONGEST + 1));
    stdin().take(LONGEST as u64 + 1).read_to_string(&mut text)?;
    let key = text.trim();
    if key.is_empty() {
        return Err(CliError::NoKey);
    }
    if text.len() > LONGEST || key.contains(char::is_whitespace) {
        return Err(CliError::NotAKey);
    }
    Ok(SecretString::from(key))
}
