//! Reviewing a long list and sending it must not hold up the threads that answer the window.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::mpsc::{Sender, channel};
use std::task::Poll;

use super::bodies;
use super::other_processes::drafted;
use crate::app_for_tests::run;
use crate::bridge::{DraftRef, Problem, Send};

/// Occupies the only thread for long work until something is sent.
fn occupied() -> Sender<()> {
    let (free, waits) = channel();
    tokio::task::spawn_blocking(move || waits.recv());
    free
}

/// The answer of a command that does nothing while the thread for long work is occupied.
async fn answer_of<T>(command: impl Future<Output = Result<T, Problem>>) -> T {
    let free = occupied();
    let mut command = pin!(command);
    let answered = poll_fn(|context| Poll::Ready(command.as_mut().poll(context).is_ready())).await;
    assert!(!answered, "it was done by the thread that asked for it");
    free.send(()).unwrap();
    command.await.unwrap()
}

#[test]
fn a_review_and_sending_are_done_by_other_threads_than_those_that_answer_the_window() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(1)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let running = run().await;
        let draft = drafted(&running).await.to_string();
        let which = DraftRef {
            draft: draft.clone(),
        };
        let review = answer_of(bodies::review(&running.app, which)).await;
        let send = Send {
            draft,
            fingerprint: review.fingerprint,
            skip: false,
        };
        answer_of(bodies::send(&running.app, send)).await;
    });
}
