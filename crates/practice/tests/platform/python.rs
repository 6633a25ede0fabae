//! Virtual environments for the tests that run programs from the Python package index. Each is
//! created once, with pinned versions, and kept below the target folder.

use std::fs::File;
use std::path::{Path, PathBuf};

use tokio::process::Command;

/// The folder with the programs of the hosted platform's own clients.
pub(crate) async fn clients() -> PathBuf {
    let clients = ["nuvolos-client-api==1.7.0", "nuvolos-cli==1.5.2"];
    environment("clients", &clients).await
}

/// The folder with the environment's programs. Tests in other processes wait until it is ready.
pub(crate) async fn environment(name: &str, requirements: &[&str]) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("python-{name}"));
    std::fs::create_dir_all(&home).unwrap();
    let lock = File::create(home.join("lock")).unwrap();
    let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock));
    let _lock = lock.await.unwrap().unwrap();
    let done = home.join("made");
    let wanted = requirements.join("\n");
    if std::fs::read_to_string(&done).is_ok_and(|kept| kept == wanted) {
        return home.join("venv/bin");
    }
    let venv = home.join("venv");
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&venv))
    .await;
    let pip = venv.join("bin/pip");
    run(Command::new(pip)
        .args(["install", "--quiet", "--disable-pip-version-check"])
        .args(requirements))
    .await;
    std::fs::write(&done, wanted).unwrap();
    venv.join("bin")
}

async fn run(command: &mut Command) {
    let output = command.output().await.unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}
