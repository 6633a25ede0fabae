//! What a program learns from outside of itself, in a simulation: the time, and random numbers.
//!
//! The same seed has to give the same story to the byte. Handing a clock and a source of randomness
//! to whoever needs them isn't enough for that: the order of a `HashMap`, the ids that `uuid` makes
//! and the salts of libraries come from the system too, and any line that is added later may ask it
//! for the time. All of it goes through three functions of the C library. This file replaces them,
//! for threads that simulate; every other thread gets what the system says.
#![allow(unsafe_code)]

use std::cell::Cell;
use std::ptr;

use jiff::{SignedDuration, Timestamp};
use libc::{c_int, c_uint, c_void, clockid_t, size_t, ssize_t, timespec, timeval};
use tokio::time::Instant;

use crate::chance::Chance;

/// When each simulation begins, in seconds since 1970: 2 March 2026, 08:00 UTC.
const BEGINS: i64 = 1_772_438_400;
const NANOSECONDS: i128 = 1_000_000_000;

thread_local! {
    static SIMULATES: Cell<bool> = const { Cell::new(false) };
    /// The state of the random numbers.
    static RANDOM: Cell<u64> = const { Cell::new(0) };
    /// The moment on tokio's paused clock at which the simulation began.
    static BEGAN: Cell<Option<Instant>> = const { Cell::new(None) };
    /// What the system's steady clock said then, in nanoseconds.
    static STEADY: Cell<i128> = const { Cell::new(0) };
    /// By how many nanoseconds the clock of the user's computer is off.
    static OFF: Cell<i128> = const { Cell::new(0) };
}

/// While this lives, its thread gets its time and its random numbers from the simulation.
#[derive(Debug)]
pub(crate) struct Outside(());

impl Outside {
    /// To be called on a new thread, before anything on it has asked for a random number.
    pub(crate) fn from_seed(seed: u64) -> Self {
        RANDOM.set(seed);
        BEGAN.set(None);
        OFF.set(0);
        SIMULATES.set(true);
        Self(())
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        SIMULATES.set(false);
        BEGAN.set(None);
    }
}

/// Whether this thread simulates.
pub(crate) fn simulates() -> bool {
    SIMULATES.get()
}

/// From now on time passes as it does on tokio's paused clock.
pub(crate) fn begin() {
    STEADY.set(nanoseconds(system_time(libc::CLOCK_MONOTONIC)));
    BEGAN.set(Some(Instant::now()));
}

/// How much time has passed since the simulation began.
pub fn elapsed() -> SignedDuration {
    let passed = BEGAN.get().map_or(0, |began| {
        // Reading tokio's paused clock asks nothing of the system.
        Instant::now().saturating_duration_since(began).as_nanos()
    });
    SignedDuration::from_nanos(i64::try_from(passed).unwrap_or(i64::MAX))
}

/// The time of the platform, which is right.
pub fn true_now() -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(BEGINS) + elapsed()
}

/// The clock of the user's computer is set, this many seconds from where it was.
pub fn set_clock_by(seconds: i64) {
    OFF.set(OFF.get() + i128::from(seconds) * NANOSECONDS);
}

fn nanoseconds(time: timespec) -> i128 {
    i128::from(time.tv_sec) * NANOSECONDS + i128::from(time.tv_nsec)
}

fn timespec_of(nanoseconds: i128) -> timespec {
    timespec {
        tv_sec: i64::try_from(nanoseconds.div_euclid(NANOSECONDS)).unwrap_or(i64::MAX),
        tv_nsec: i64::try_from(nanoseconds.rem_euclid(NANOSECONDS)).unwrap_or(0),
    }
}

/// What the kernel says. The function of the C library is the one that is replaced here.
fn system_time(clock: clockid_t) -> timespec {
    let mut time = timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the kernel writes one `timespec` to the address of one.
    unsafe {
        libc::syscall(libc::SYS_clock_gettime, clock, &raw mut time);
    }
    time
}

fn time(clock: clockid_t) -> timespec {
    if !SIMULATES.get() {
        return system_time(clock);
    }
    match clock {
        libc::CLOCK_REALTIME | libc::CLOCK_REALTIME_COARSE => {
            timespec_of(i128::from(BEGINS) * NANOSECONDS + elapsed().as_nanos() + OFF.get())
        }
        // Before the simulation begins, tokio asks where its own clock starts.
        libc::CLOCK_MONOTONIC if BEGAN.get().is_some() => {
            timespec_of(STEADY.get() + elapsed().as_nanos())
        }
        other => system_time(other),
    }
}

/// Replaces the C library's.
///
/// # Safety
///
/// `at` must be valid for a write, as the C library demands too.
#[unsafe(no_mangle)]
#[expect(unreachable_pub, reason = "the whole program reaches it by its name")]
pub unsafe extern "C" fn clock_gettime(clock: clockid_t, at: *mut timespec) -> c_int {
    // SAFETY: the caller says so.
    unsafe { ptr::write(at, time(clock)) };
    0
}

/// Replaces the C library's. SQLite asks this one for the time.
///
/// # Safety
///
/// `at` must be null or valid for a write, as the C library demands too.
#[unsafe(no_mangle)]
#[expect(unreachable_pub, reason = "the whole program reaches it by its name")]
pub unsafe extern "C" fn gettimeofday(at: *mut timeval, _zone: *mut c_void) -> c_int {
    let now = time(libc::CLOCK_REALTIME);
    if !at.is_null() {
        let now = timeval {
            tv_sec: now.tv_sec,
            tv_usec: now.tv_nsec / 1000,
        };
        // SAFETY: the caller says so.
        unsafe { ptr::write(at, now) };
    }
    0
}

/// Replaces the C library's.
///
/// # Safety
///
/// `at` must be valid for `length` bytes, as the C library demands too.
#[unsafe(no_mangle)]
#[expect(unreachable_pub, reason = "the whole program reaches it by its name")]
pub unsafe extern "C" fn getrandom(at: *mut c_void, length: size_t, flags: c_uint) -> ssize_t {
    if !SIMULATES.get() {
        // SAFETY: the caller's promise is the kernel's.
        let filled = unsafe { libc::syscall(libc::SYS_getrandom, at, length, flags) };
        return ssize_t::try_from(filled).unwrap_or(-1);
    }
    let mut chance = Chance::from_state(RANDOM.get());
    // SAFETY: the caller says so.
    let bytes = unsafe { std::slice::from_raw_parts_mut(at.cast::<u8>(), length) };
    for byte in bytes {
        *byte = chance.byte();
    }
    RANDOM.set(chance.state());
    ssize_t::try_from(length).unwrap_or(-1)
}
