//! What runs beside the requests.

pub(crate) mod smtp_sender;
pub(crate) mod task_runner;
