//! What the child may use. It takes these limits on itself, before it reads anything.

use std::io;

/// How much memory it may take. The limits on what is read from a file keep it far below; this is
/// for what they do not see, inside of a library.
#[cfg(any(unix, windows))]
const MEMORY: usize = 768 << 20;

/// On Unix: memory, so many seconds of the processor, and no new descriptors, so that neither a file nor a connection can be
/// opened. macOS does not keep to the limit on memory.
#[cfg(unix)]
pub(crate) fn confine(seconds: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let limits = [
        // Only what can be written and is not shared counts. The libraries of the window, which
        // are loaded with the program, would count in the limit on all addresses.
        (Resource::Data, MEMORY as u64, MEMORY as u64),
        // At the first number the child is ended by a signal that says why.
        (Resource::Cpu, seconds, seconds + 5),
        (Resource::Core, 0, 0),
        (Resource::Fsize, 0, 0),
        // Standard input, output and error are 0 to 2.
        (Resource::Nofile, 3, 3),
    ];
    for (resource, current, maximum) in limits {
        let limit = Rlimit {
            current: Some(current),
            maximum: Some(maximum),
        };
        setrlimit(resource, limit)?;
    }
    #[cfg(target_os = "linux")]
    filter_calls();
    Ok(())
}

/// On Windows: physical memory, by a job. Time is limited from outside.
#[cfg(windows)]
pub(crate) fn confine(_seconds: u64) -> io::Result<()> {
    let mut limits = win32job::ExtendedLimitInfo::new();
    limits.limit_working_memory(1 << 20, MEMORY);
    let job = win32job::Job::create_with_limit_info(&limits).map_err(io::Error::other)?;
    job.assign_current_process().map_err(io::Error::other)?;
    // The limits last as long as a process is in the job, whoever holds it.
    drop(job);
    Ok(())
}

#[cfg(not(any(unix, windows)))]
pub(crate) fn confine(_seconds: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Refuses every call of the system but those that reading and answering take: no program is
/// started, no other process touched, no descriptor made by ways that the limit does not count.
/// A kernel or a processor for which this does not exist leaves the limits above.
#[cfg(target_os = "linux")]
fn filter_calls() {
    if let Some(filter) = filter() {
        // The libraries of a window start a thread when they are loaded, so that it has to hold for
        // all threads. It fails on kernels that were built without it.
        let _ = seccompiler::apply_filter_all_threads(&filter);
    }
}

#[cfg(target_os = "linux")]
fn filter() -> Option<seccompiler::BpfProgram> {
    use seccompiler::{SeccompAction, SeccompFilter, TargetArch};

    const ALLOWED: [libc::c_long; 31] = [
        // The pipes.
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_lseek,
        libc::SYS_ppoll,
        // Memory.
        libc::SYS_brk,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        // Signals, which a panic and the end of the memory take.
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_tgkill,
        // Locks, time, chance, the end.
        libc::SYS_futex,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_restart_syscall,
        libc::SYS_rseq,
        libc::SYS_getrandom,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];
    let arch = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    let rules = ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
    let refused = SeccompAction::Errno(u32::try_from(libc::EPERM).ok()?);
    let filter = SeccompFilter::new(rules, refused, SeccompAction::Allow, arch).ok()?;
    filter.try_into().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::ErrorKind::PermissionDenied;
    use std::net::{TcpListener, TcpStream};

    /// The filter holds for the thread that applies it, and for nothing else.
    #[test]
    fn no_file_no_connection_and_no_program_can_be_had() {
        std::thread::spawn(|| {
            seccompiler::apply_filter(&super::filter().unwrap()).unwrap();
            let file = std::fs::read("/proc/self/status").unwrap_err();
            assert_eq!(file.kind(), PermissionDenied);
            let bound = TcpListener::bind("127.0.0.1:0").unwrap_err();
            assert_eq!(bound.kind(), PermissionDenied);
            let connected = TcpStream::connect("127.0.0.1:1").unwrap_err();
            assert_eq!(connected.kind(), PermissionDenied);
            let program = std::process::Command::new("/bin/true")
                .status()
                .unwrap_err();
            assert_eq!(program.kind(), PermissionDenied);
            // What reading takes still works.
            assert_eq!(vec![1; 1 << 20].len(), 1 << 20);
        })
        .join()
        .unwrap();
    }
}
