//! The program that is killed: an outbox on a data folder, as the app runs it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};

use jiff::{SignedDuration, Timestamp};
use outbox::{Happened, Outbox, OutboxOptions};
use store::{PlanState, Store};
use tokio::sync::broadcast::error::RecvError;
use vault::{Keep, Vault};

use crate::platform::Platform;

pub(crate) const NAME: &str = "deliver";

const KEY: &str = "ORDEAL_KEY";

/// Longer than any work that a fault puts off on the platform: what isn't listed after this was
/// never taken.
const LANDS_WITHIN: SignedDuration = SignedDuration::from_millis(1_500);

/// A sending process at work. It ends with the test, however that ends.
pub(crate) struct Running(pub(crate) Child);

impl Running {
    /// False where it had come to its end before.
    pub(crate) fn kill(&mut self) -> bool {
        self.0.kill().unwrap();
        !self.0.wait().unwrap().success()
    }

    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}

pub(crate) fn start(mut command: Command) -> Running {
    Running(command.spawn().unwrap())
}

/// This executable as the sending process of a data folder.
pub(crate) fn command(data: &Path, platform: &Platform) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(NAME).arg(data).arg(platform.address());
    command.env(KEY, platform.key());
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// Ends when every plan has come to its end; says when the disk's trouble begins and ends.
pub(crate) fn deliver(mut arguments: impl Iterator<Item = String>) -> ExitCode {
    let data = PathBuf::from(arguments.next().unwrap());
    let address = arguments.next().unwrap();
    let key = std::env::var(KEY).unwrap();
    crate::in_time(async {
        let store = Store::open(&crate::folder::file(&data), Timestamp::now()).unwrap();
        assert!(
            store.set_aside.is_none(),
            "the data can be read after a kill"
        );
        let store = store.store;
        let vault = Vault::system();
        vault
            .keep(&address, key.into(), Keep::ThisRun)
            .await
            .unwrap();
        let options = OutboxOptions {
            lands_within: LANDS_WITHIN,
            ..OutboxOptions::default()
        };
        let outbox = Outbox::open(&store, &vault, &data, &data.join("settings"), options);
        let delivery = outbox.delivery.clone();
        let found = delivery.claim(Timestamp::now()).await.unwrap();
        let found = found.expect("one sending process");
        assert_eq!(found.restored, None, "a kill moves no data");
        let running = tokio::spawn({
            let delivery = delivery.clone();
            async move { delivery.run().await }
        });
        settled(&outbox, &store).await;
        // What the last answers teach is learned before it ends.
        delivery.finish();
        running.await.unwrap();
    });
    ExitCode::SUCCESS
}

async fn settled(outbox: &Outbox, store: &Store) {
    let mut happened = outbox.happened();
    loop {
        let plans = store.plans().unwrap().readable;
        if plans.iter().all(|plan| plan.state == PlanState::Settled) {
            return;
        }
        // What waits for the user's word gets it.
        for plan in plans.iter().filter(|plan| plan.state == PlanState::Held) {
            outbox.actions.resume(plan.id, Timestamp::now()).unwrap();
        }
        match happened.recv().await {
            Ok(Happened::Disk) => println!("{:?}", outbox.write_obstacle()),
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}
