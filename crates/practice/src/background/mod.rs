//! What runs beside the requests for as long as the server does: the tasks, and sending emails.
//!
//! Both depend on the model and on nothing of HTTP. Each of them has to be polled, and ends when
//! it is dropped.

#[cfg(feature = "smtp")]
pub(crate) mod smtp_sender;
#[cfg(not(feature = "smtp"))]
#[path = "no_smtp_sender.rs"]
pub(crate) mod smtp_sender;
pub(crate) mod task_runner;
