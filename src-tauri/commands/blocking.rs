//! Work on files and long lists, off the threads that answer the window.

use crate::bridge::{Problem, ProblemCode};

pub(super) async fn blocking<T: Send + 'static, E: Into<Problem> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(Into::into),
        Err(panicked) => Err(Problem::of(ProblemCode::Internal).with_detail(panicked.to_string())),
    }
}
