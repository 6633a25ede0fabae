//! The data folder: what lies beside the database, and who may read it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// The folder, held for as long as this lives: no second server works in it.
pub(crate) struct Folder {
    path: PathBuf,
    _lock: File,
}

#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("{path} cannot be used")]
    Io {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("another practice platform is running in {0}")]
    InUse(PathBuf),
    #[error("{path} is damaged")]
    Damaged {
        path: PathBuf,
        #[source]
        source: serde_json::Error,
    },
}

/// What must be the same at the next start.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) port: Option<u16>,
    /// The key made here; none where one was given.
    pub(crate) key: Option<String>,
    /// What the tokens in links are derived from.
    pub(crate) secret: Option<String>,
}

/// What whoever runs in the folder says of itself, for the owner's other programs.
#[derive(Serialize, Deserialize)]
struct Said {
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

/// What is running in a folder, as far as it has said so; `None` while it is starting.
pub fn running(folder: &Path) -> Result<Option<Running>, FolderError> {
    let path = folder.join("running.json");
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(FolderError::Io { path, source }),
    };
    let said: Said =
        serde_json::from_slice(&bytes).map_err(|source| FolderError::Damaged { path, source })?;
    Ok(Some(Running {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, said.port)),
        key: said.key.into(),
        token: said.token.into(),
    }))
}

impl Folder {
    pub(crate) fn open(path: &Path) -> Result<Self, FolderError> {
        let at = |source| FolderError::Io {
            path: path.to_owned(),
            source,
        };
        make_folder(path).map_err(at)?;
        let lock = private(&path.join("lock"), false).map_err(at)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(FolderError::InUse(path.to_owned())),
            Err(TryLockError::Error(source)) => return Err(at(source)),
        }
        let folder = Self {
            path: path.to_owned(),
            _lock: lock,
        };
        // Of a platform that was killed.
        folder.clear_running();
        Ok(folder)
    }

    pub(crate) fn database(&self) -> Result<PathBuf, FolderError> {
        let path = self.path.join("practice.db");
        // Made here first, so that SQLite never makes it readable for others.
        private(&path, false).map_err(|source| FolderError::Io {
            path: path.clone(),
            source,
        })?;
        Ok(path)
    }

    pub(crate) fn kept(&self) -> Result<Kept, FolderError> {
        let path = self.path.join("kept.json");
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|source| FolderError::Damaged { path, source }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Kept::default()),
            Err(source) => Err(FolderError::Io { path, source }),
        }
    }

    pub(crate) fn keep(&self, kept: &Kept) -> Result<(), FolderError> {
        self.put("kept.json", kept)
    }

    pub(crate) fn set_running(
        &self,
        port: u16,
        key: &SecretString,
        token: &SecretString,
    ) -> Result<(), FolderError> {
        let said = Said {
            port,
            key: key.expose_secret().to_owned(),
            token: token.expose_secret().to_owned(),
        };
        self.put("running.json", &said)
    }

    pub(crate) fn clear_running(&self) {
        let path = self.path.join("running.json");
        if let Err(error) = fs::remove_file(&path)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "running.json could not be removed");
        }
    }

    /// Whole or not at all, and for nobody else's eyes.
    fn put(&self, name: &str, value: &impl Serialize) -> Result<(), FolderError> {
        let path = self.path.join(name);
        let write = || -> io::Result<()> {
            let fresh = self.path.join(format!("{name}.new"));
            let mut file = private(&fresh, true)?;
            file.write_all(&serde_json::to_vec_pretty(value)?)?;
            file.sync_all()?;
            fs::rename(&fresh, &path)
        };
        write().map_err(|source| FolderError::Io {
            path: path.clone(),
            source,
        })
    }
}

fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

fn private(path: &Path, empty: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(empty);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}
