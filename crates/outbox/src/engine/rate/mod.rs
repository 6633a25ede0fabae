//! How many requests one account may have in flight, and how often a new one may leave.
//!
//! Nobody publishes the limits of a platform, and they change, so they have to be found while
//! sending. Two known algorithms bound what leaves, each for what the other can't see:
//!
//! - The [`Window`](window::Window) bounds how many requests are in flight at once. It is a
//!   congestion window with slow start and additive increase that takes latency as its signal, like
//!   TCP Vegas: a platform that works at its limit answers later, long before it refuses.
//! - The [`Limit`](cubic_rate::Limit) bounds how many leave each second. It exists only once the
//!   platform has refused something (429, 503), and then follows a cubic curve around the rate at
//!   which that happened, like TCP CUBIC. A window alone wouldn't do: a token bucket answers as
//!   fast as ever until it is empty, so latency doesn't warn of it.
//!
//! On top of both, a `Retry-After` stops everything of the account for as long as it asks.
//! Nothing here reads a clock or sends anything: every time is passed in, which is what lets the
//! simulations in the tests run hours of sending. They, and `cargo bench -p outbox`, hold the
//! constants to what they are for: at least 95 % of a limit of 50 a second is used, with fewer
//! than 2 % refused.

mod controller;
mod cubic_rate;
mod meter;
mod window;

pub(crate) use controller::{LONGEST_HOLD, Permit, RateController};
pub(crate) use window::LatencyKind;
