//! The folder of a simulation, and what is in it at the beginning of each: a practice platform with its
//! demo course, and Cohort's data with an account for it.

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use platform::BaseUrl;
use practice::InProcess;
use store::{AccountId, AccountKind, Store};
use tempfile::TempDir;

use crate::form::Form;
use crate::set_up::SetUp;
use crate::truth::Truth;

/// What every simulation begins with couldn't be laid out. That is tried once, so all of them fail
/// for the same reason.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the folder that every simulation begins with couldn't be laid out: {0}")]
struct TemplateError(Arc<dyn Error + Send + Sync>);

/// Memory in place of a disk, where the system offers it: a simulation waits for the disk often.
fn root() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    }
}

/// A folder for one simulation, with everything that is the same at the beginning of each.
pub(crate) fn new() -> SetUp<TempDir> {
    static TEMPLATE: OnceLock<Result<TempDir, TemplateError>> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| template().map_err(|why| TemplateError(why.into())));
    let template = template.as_ref().map_err(TemplateError::clone)?;
    let folder = tempfile::Builder::new()
        .prefix("simulation-")
        .tempdir_in(root())?;
    copy(template.path(), folder.path())?;
    Ok(folder)
}

/// Copies everything in a folder.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&to)?;
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

/// Lays out the demo course of a practice platform, and an account for it.
fn template() -> SetUp<TempDir> {
    let folder = tempfile::Builder::new()
        .prefix("simulations-")
        .tempdir_in(root())?;
    let path = folder.path().to_owned();
    simulated::on_a_thread(0, || async move {
        let form = Form {
            extensions: true,
            keys: true,
            emails_again: false,
            lists_pending: true,
        };
        let practice = path.join("practice");
        let platform = InProcess::open(form.options(&practice), simulated::true_now).await?;
        let address = address(&platform);
        drop(platform);
        Truth::make_small(&practice)?;
        let now = Timestamp::now();
        let store = Store::open(&path.join("data/cohort.db"), now)?.store;
        store.account_add(
            &AccountId::practice(),
            AccountKind::Practice,
            "Practice",
            &BaseUrl::parse(&address)?,
            now,
        )?;
        SetUp::Ok(())
    })??;
    Ok(folder)
}

/// Where the platform is, as an account names it.
pub(crate) fn address(platform: &InProcess) -> String {
    format!("http://{}", platform.address())
}
