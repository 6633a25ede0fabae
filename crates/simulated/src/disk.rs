//! The disk under Cohort's data in a simulation: it can be full or fail, and it says when something
//! was written to it.
//!
//! SQLite, the store and the mark in the settings folder write through different code, and all of it
//! ends in a few functions of the C library. This file replaces them, for threads that simulate and
//! for Cohort's own files; every other thread and file gets what the system says. The platform has a
//! disk of its own, which never fails.
#![allow(unsafe_code)]

use std::cell::{Cell, RefCell};
use std::ffi::{CStr, CString};
use std::sync::Arc;

use libc::{c_int, c_void, off64_t, size_t, ssize_t};
use tokio::sync::Notify;

use crate::outside::simulates;

/// What is wrong with the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskFault {
    /// No room is left, so nothing can be written.
    Full,
    /// What is written never reaches the disk: whoever waits for that is told so.
    Fails,
}

// Each simulation has a thread of its own, so each begins with a disk that works.
thread_local! {
    static FAULT: Cell<Option<DiskFault>> = const { Cell::new(None) };
    /// How often the fault was met.
    static STRUCK: Cell<usize> = const { Cell::new(0) };
    static CHANGES: Cell<u64> = const { Cell::new(0) };
    static CHANGED: RefCell<Option<Arc<Notify>>> = const { RefCell::new(None) };
}

/// From now on the disk has this fault, or none.
pub fn set_disk_fault(fault: Option<DiskFault>) {
    FAULT.set(fault);
}

/// What is wrong with the disk now.
pub fn disk_fault() -> Option<DiskFault> {
    FAULT.get()
}

/// How often something couldn't be written, or waited for, since the simulation began.
pub fn disk_refusals() -> usize {
    STRUCK.get()
}

/// How often Cohort's files were written to, or [`data_changed`] was called.
pub fn data_changes() -> u64 {
    CHANGES.get()
}

/// Something about Cohort's data has changed, such as who has locked them.
pub fn data_changed() {
    CHANGES.set(CHANGES.get() + 1);
    let waiting = CHANGED.with_borrow(Option::clone);
    if let Some(waiting) = waiting {
        waiting.notify_waiters();
    }
}

/// Waits until there were more changes than that.
pub async fn more_data_changes_than(seen: u64) {
    let changed = CHANGED.with_borrow_mut(|changed| Arc::clone(changed.get_or_insert_default()));
    loop {
        let next = changed.notified();
        if data_changes() != seen {
            return;
        }
        next.await;
    }
}

/// Whether this is one of Cohort's own files: the data, their log and index and copies, or the mark
/// in the settings folder.
fn is_cohorts(file: c_int) -> bool {
    let Ok(link) = CString::new(format!("/proc/self/fd/{file}")) else {
        return false;
    };
    let mut path = [0_u8; 512];
    // SAFETY: both are valid, and one byte less than there is room for may be written.
    let length = unsafe { libc::readlink(link.as_ptr(), path.as_mut_ptr().cast(), path.len() - 1) };
    let path = if length > 0 {
        CStr::from_bytes_until_nul(&path).map_or(&[][..], CStr::to_bytes)
    } else {
        &[]
    };
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    name.starts_with(b"cohort") || name.starts_with(b"installation.json")
}

fn strikes(fault: DiskFault) -> bool {
    let strikes = FAULT.get() == Some(fault);
    if strikes {
        STRUCK.set(STRUCK.get() + 1);
    }
    strikes
}

fn fail(with: c_int) {
    // SAFETY: the address of this thread's error number is always valid.
    unsafe { *libc::__errno_location() = with };
}

/// Writes with this call of the kernel's, unless no room is left.
fn written(file: c_int, call: impl FnOnce() -> libc::c_long) -> ssize_t {
    let is_ours = simulates() && is_cohorts(file);
    if is_ours && strikes(DiskFault::Full) {
        fail(libc::ENOSPC);
        return -1;
    }
    let written = call();
    if is_ours {
        data_changed();
    }
    ssize_t::try_from(written).unwrap_or(-1)
}

/// Replaces the C library's. Rust's own files write with this one.
///
/// # Safety
///
/// `bytes` must be valid for `count` bytes, as the C library demands too.
#[unsafe(no_mangle)]
#[expect(unreachable_pub, reason = "the whole program reaches it by its name")]
pub unsafe extern "C" fn write(file: c_int, bytes: *const c_void, count: size_t) -> ssize_t {
    written(file, || {
        // SAFETY: the caller's promise is the kernel's.
        unsafe { libc::syscall(libc::SYS_write, file, bytes, count) }
    })
}

/// Replaces the C library's. SQLite writes with this one.
///
/// # Safety
///
/// `bytes` must be valid for `count` bytes, as the C library demands too.
#[unsafe(no_mangle)]
#[expect(unreachable_pub, reason = "the whole program reaches it by its name")]
pub unsafe extern "C" fn pwrite64(
    file: c_int,
    bytes: *const c_void,
    count: size_t,
    at: off64_t,
) -> ssize_t {
    written(file, || {
        // SAFETY: the caller's promise is the kernel's.
        unsafe { libc::syscall(libc::SYS_pwrite64, file, bytes, count, at) }
    })
}

/// Waits for the disk with this call of the kernel's, unless it fails.
fn synced(call: libc::c_long, file: c_int) -> c_int {
    if simulates() && is_cohorts(file) && strikes(DiskFault::Fails) {
        fail(libc::EIO);
        return -1;
    }
    // SAFETY: the kernel refuses what isn't an open file.
    let done = unsafe { libc::syscall(call, file) };
    c_int::try_from(done).unwrap_or(-1)
}

/// Replaces the C library's.
#[unsafe(no_mangle)]
#[expect(unreachable_pub, reason = "the whole program reaches it by its name")]
pub extern "C" fn fsync(file: c_int) -> c_int {
    synced(libc::SYS_fsync, file)
}

/// Replaces the C library's.
#[unsafe(no_mangle)]
#[expect(unreachable_pub, reason = "the whole program reaches it by its name")]
pub extern "C" fn fdatasync(file: c_int) -> c_int {
    synced(libc::SYS_fdatasync, file)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs::File;
    use std::io::{ErrorKind, Write as _};

    use super::*;

    #[crate::test]
    async fn cohorts_own_files_meet_the_fault_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| File::create(folder.path().join(name)).unwrap();
        let (mut data, mut platform) = (file("cohort.db-wal"), file("practice.db"));
        set_disk_fault(Some(DiskFault::Full));
        let refused = data.write_all(b"data").unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::StorageFull);
        data.sync_data().unwrap();
        platform.write_all(b"data").unwrap();
        set_disk_fault(Some(DiskFault::Fails));
        data.write_all(b"data").unwrap();
        assert_eq!(
            data.sync_data().unwrap_err().raw_os_error(),
            Some(libc::EIO)
        );
        assert_eq!(data.sync_all().unwrap_err().raw_os_error(), Some(libc::EIO));
        platform.sync_all().unwrap();
        assert_eq!(disk_refusals(), 3);
        set_disk_fault(None);
        data.sync_all().unwrap();
    }

    #[crate::test]
    async fn whoever_waits_for_a_change_hears_of_those_before() {
        let folder = tempfile::tempdir().unwrap();
        let mut data = File::create(folder.path().join("cohort.db")).unwrap();
        let seen = data_changes();
        let waits = tokio::spawn(more_data_changes_than(seen));
        tokio::task::yield_now().await;
        assert!(!waits.is_finished());
        data.write_all(b"data").unwrap();
        waits.await.unwrap();
        more_data_changes_than(seen).await;
    }
}
