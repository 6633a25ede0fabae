//! The data folder: what is in it beside the database, and who may read it.
//!
//! Two small files are beside the database. `kept.json` has what must be the same at the next start,
//! and `running.json` tells the owner's other programs how to reach the server that is running.
//! Both contain secrets, so everything in the folder is readable by its owner alone.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// The folder, which is locked for as long as this lives, so that no second server uses it.
pub(crate) struct DataFolder {
    path: PathBuf,
    _lock: File,
}

/// Why the folder can't be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("{path} can't be used")]
    Io {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("another practice platform is using {0}")]
    InUse(PathBuf),
    #[error("{path} is damaged")]
    Damaged {
        path: PathBuf,
        #[source]
        source: serde_json::Error,
    },
}

/// What is in `kept.json`.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct StartFile {
    pub(crate) port: Option<u16>,
    /// The owner's API key, if it was generated here.
    pub(crate) key: Option<String>,
    /// The secret that the tokens in links are derived from.
    pub(crate) secret: Option<String>,
}

/// What is in `running.json`.
#[derive(Serialize, Deserialize)]
struct RunningFile {
    port: u16,
    key: String,
    token: String,
}

/// A practice platform that another process runs.
#[derive(Debug, Clone)]
pub struct Running {
    pub address: SocketAddr,
    pub key: SecretString,
    pub token: SecretString,
}

/// The practice platform that is running in a folder. There is none while it is still starting.
pub fn running(folder: &Path) -> Result<Option<Running>, FolderError> {
    let path = folder.join("running.json");
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(FolderError::Io { path, source }),
    };
    let file: RunningFile =
        serde_json::from_slice(&bytes).map_err(|source| FolderError::Damaged { path, source })?;
    Ok(Some(Running {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, file.port)),
        key: file.key.into(),
        token: file.token.into(),
    }))
}

impl DataFolder {
    /// Creates the folder if need be, and locks it.
    pub(crate) fn open(path: &Path) -> Result<Self, FolderError> {
        let at = |source| FolderError::Io {
            path: path.to_owned(),
            source,
        };
        private::folder(path).map_err(at)?;
        let lock = private::file(&path.join("lock")).map_err(at)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(FolderError::InUse(path.to_owned())),
            Err(TryLockError::Error(source)) => return Err(at(source)),
        }
        let folder = Self {
            path: path.to_owned(),
            _lock: lock,
        };
        // A server that was killed leaves this file behind.
        folder.remove_running_file();
        Ok(folder)
    }

    pub(crate) fn database(&self) -> Result<PathBuf, FolderError> {
        let path = self.path.join("practice.db");
        private::database(&path).map_err(|source| FolderError::Io {
            path: path.clone(),
            source,
        })?;
        Ok(path)
    }

    pub(crate) fn read_start_file(&self) -> Result<StartFile, FolderError> {
        let path = self.path.join("kept.json");
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|source| FolderError::Damaged { path, source }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(StartFile::default()),
            Err(source) => Err(FolderError::Io { path, source }),
        }
    }

    pub(crate) fn write_start_file(&self, kept: &StartFile) -> Result<(), FolderError> {
        self.write("kept.json", kept)
    }

    pub(crate) fn write_running_file(
        &self,
        port: u16,
        key: &SecretString,
        token: &SecretString,
    ) -> Result<(), FolderError> {
        let file = RunningFile {
            port,
            key: key.expose_secret().to_owned(),
            token: token.expose_secret().to_owned(),
        };
        self.write("running.json", &file)
    }

    pub(crate) fn remove_running_file(&self) {
        let path = self.path.join("running.json");
        if let Err(error) = fs::remove_file(&path)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "running.json couldn't be removed");
        }
    }

    /// Writes a file whole or not at all.
    fn write(&self, name: &str, value: &impl Serialize) -> Result<(), FolderError> {
        let path = self.path.join(name);
        let write = || -> io::Result<()> {
            let new = self.path.join(format!("{name}.new"));
            let mut file = private::file(&new)?;
            file.set_len(0)?;
            file.write_all(&serde_json::to_vec_pretty(value)?)?;
            file.sync_all()?;
            fs::rename(&new, &path)
        };
        write().map_err(|source| FolderError::Io {
            path: path.clone(),
            source,
        })
    }
}
