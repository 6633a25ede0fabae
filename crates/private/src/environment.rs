//! A secret that is given in an environment variable, and taken out of it.
//!
//! The environment of a process can be read from outside for as long as the process lives, and is
//! inherited by every program it starts. A process can't take a variable out of what the system
//! shows of it: it can only be started anew without it. So where there is a secret, the program
//! replaces itself with a second start of itself, which gets the secret through a pipe instead.

use std::io;

use secrecy::SecretString;

/// The secret in this variable, if there is one. On Unix this may start the program anew, so it has
/// to be called before anything else is done, threads included.
pub fn take_from_environment(variable: &str) -> io::Result<Option<SecretString>> {
    taking::secret(variable)
}

fn trimmed(text: &str) -> Option<SecretString> {
    let secret = text.trim();
    (!secret.is_empty()).then(|| SecretString::from(secret))
}

#[cfg(unix)]
mod taking {
    use std::env;
    use std::fs::File;
    use std::io::{self, Read as _, Write as _};
    use std::os::fd::AsRawFd as _;
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    use rustix::io::FdFlags;
    use secrecy::SecretString;
    use secrecy::zeroize::Zeroizing;

    use super::trimmed;

    /// A pipe takes this much without anybody reading from it.
    const LENGTH_MAX: usize = 4096;

    pub(super) fn secret(variable: &str) -> io::Result<Option<SecretString>> {
        // Holds the number of the pipe's end in the second start.
        let pipe_variable = format!("{variable}_PIPE");
        if let Some(secret) = env::var_os(variable) {
            let secret = secret.into_string().map_err(|_| {
                io::Error::new(io::ErrorKind::InvalidInput, "the key isn't readable text")
            })?;
            let secret = Zeroizing::new(secret);
            return Err(start_anew(variable, &pipe_variable, &secret));
        }
        let Ok(pipe) = env::var(pipe_variable) else {
            return Ok(None);
        };
        let Ok(number) = pipe.parse::<u32>() else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        let mut secret = Zeroizing::new(String::with_capacity(LENGTH_MAX));
        File::open(format!("/dev/fd/{number}"))?
            .take(LENGTH_MAX as u64)
            .read_to_string(&mut secret)?;
        Ok(trimmed(&secret))
    }

    /// Returns only if it fails.
    fn start_anew(variable: &str, pipe_variable: &str, secret: &str) -> io::Error {
        if secret.len() > LENGTH_MAX {
            return io::Error::new(io::ErrorKind::InvalidInput, "the key is too long");
        }
        let replace = || {
            let (read, mut write) = io::pipe()?;
            write.write_all(secret.as_bytes())?;
            drop(write);
            rustix::io::fcntl_setfd(&read, FdFlags::empty())?;
            let mut arguments = env::args_os();
            let mut command = Command::new(env::current_exe()?);
            if let Some(name) = arguments.next() {
                command.arg0(name);
            }
            let failed = command
                .args(arguments)
                .env_remove(variable)
                .env(pipe_variable, read.as_raw_fd().to_string())
                .exec();
            Ok::<_, io::Error>(failed)
        };
        match replace() {
            Ok(failed) | Err(failed) => failed,
        }
    }
}

/// Other systems show the environment of a process to nobody but its user.
#[cfg(not(unix))]
mod taking {
    use secrecy::SecretString;

    pub(super) fn secret(variable: &str) -> std::io::Result<Option<SecretString>> {
        match std::env::var(variable) {
            Ok(secret) => Ok(super::trimmed(&secret)),
            Err(std::env::VarError::NotPresent) => Ok(None),
            Err(std::env::VarError::NotUnicode(_)) => Err(std::io::Error::new(
                std::io::ErrorKind::InvalidInput,
                "the key isn't readable text",
            )),
        }
    }
}
