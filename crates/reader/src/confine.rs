//! What the child may use. It takes these limits on itself, before it reads anything.

use std::io;

/// How much memory it may take. The limits on what is read from a file keep it far below; this is
/// for what they don't see, inside of a library.
#[cfg(any(unix, windows))]
const MEMORY: usize = 768 << 20;

/// On Unix: memory, so many seconds of the processor, and no new descriptors, so that neither a
/// file nor a connection can be opened. macOS doesn't keep to the limit on memory.
#[cfg(unix)]
pub(crate) fn confine(seconds: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let limits = [
        // Only what can be written and isn't shared counts. The libraries of the window, which
        // are loaded with the program, would count in the limit on all addresses.
        (Resource::Data, MEMORY as u64, MEMORY as u64),
        // At the first number the child is ended by a signal that says why.
        (Resource::Cpu, seconds, seconds + 5),
        (Resource::Core, 0, 0),
        (Resource::Fsize, 0, 0),
        // Standard input, output and error are 0 to 2.
        (Resource::Nofile, 3, 3),
    ];
    // With the limits no file can be opened that would tell.
    #[cfg(target_os = "linux")]
    let has_filters = filters_calls();
    for (resource, current, maximum) in limits {
        let limit = Rlimit {
            current: Some(current),
            maximum: Some(maximum),
        };
        setrlimit(resource, limit)?;
    }
    #[cfg(target_os = "linux")]
    filter_calls(has_filters)?;
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
/// started, no other process touched, no descriptor made by ways that the limit doesn't count.
/// A kernel or a processor for which this doesn't exist leaves the limits above. If it exists and
/// can't be made or fails, nothing is read: whoever made it fail may want to be without it.
#[cfg(target_os = "linux")]
fn filter_calls(has_filters: bool) -> io::Result<()> {
    use seccompiler::Error::{Prctl, Seccomp};

    let Some(filter) = filter(std::env::consts::ARCH)? else {
        return Ok(());
    };
    // The libraries of a window start a thread when they are loaded, so that it has to hold for all
    // threads.
    match seccompiler::apply_filter_all_threads(&filter) {
        Err(Prctl(error) | Seccomp(error)) if is_without_filters(&error, has_filters) => Ok(()),
        applied => applied.map_err(io::Error::other),
    }
}

/// Whether this is what a kernel says that was built without filters. One that has them says the same
/// of a filter that it refuses.
#[cfg(target_os = "linux")]
fn is_without_filters(error: &io::Error, has_filters: bool) -> bool {
    !has_filters && matches!(error.raw_os_error(), Some(libc::ENOSYS | libc::EINVAL))
}

/// Whether the calls of a child are filtered on this system. Where they aren't, the log says so.
#[cfg(target_os = "linux")]
pub(crate) fn filters_calls() -> bool {
    // A kernel that was built without filters doesn't have this line.
    let by_kernel = std::fs::read_to_string("/proc/self/status")
        .is_ok_and(|status| status.contains("\nSeccomp:"));
    by_kernel && seccompiler::TargetArch::try_from(std::env::consts::ARCH).is_ok()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn filters_calls() -> bool {
    false
}

/// The filter for a processor. `None`: there are no filters for it.
#[cfg(target_os = "linux")]
fn filter(processor: &str) -> io::Result<Option<seccompiler::BpfProgram>> {
    use seccompiler::{
        SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule, TargetArch,
    };

    const ALLOWED: [libc::c_long; 30] = [
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
    let Ok(arch) = TargetArch::try_from(processor) else {
        return Ok(None);
    };
    // A process ends itself with a signal. It may send none to another.
    let own = u64::from(std::process::id());
    let to_own = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, own);
    let to_own = SeccompRule::new(vec![to_own.map_err(io::Error::other)?]);
    let to_own = to_own.map_err(io::Error::other)?;
    let rules = ALLOWED.iter().map(|call| (*call, Vec::new()));
    let rules = rules.chain([(libc::SYS_tgkill, vec![to_own])]).collect();
    let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let filter = SeccompFilter::new(rules, refused, SeccompAction::Allow, arch);
    let program = filter.map_err(io::Error::other)?.try_into();
    program.map(Some).map_err(io::Error::other)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::ErrorKind::PermissionDenied;
    use std::net::{TcpListener, TcpStream};

    fn filter() -> seccompiler::BpfProgram {
        super::filter(std::env::consts::ARCH).unwrap().unwrap()
    }

    /// On these processors nothing is ever read without a filter.
    #[test]
    fn there_is_a_filter_for_every_processor_that_can_have_one() {
        for processor in ["x86_64", "aarch64", "riscv64"] {
            assert!(super::filter(processor).unwrap().is_some(), "{processor}");
        }
        assert!(super::filter("powerpc64").unwrap().is_none());
        assert!(super::filters_calls());
    }

    #[test]
    fn a_filter_that_the_kernel_refuses_is_no_kernel_without_filters() {
        for (code, without) in [
            (libc::ENOSYS, true),
            (libc::EINVAL, true),
            (libc::EACCES, false),
            (libc::ENOMEM, false),
        ] {
            let error = std::io::Error::from_raw_os_error(code);
            assert_eq!(super::is_without_filters(&error, false), without, "{code}");
            assert!(!super::is_without_filters(&error, true), "{code}");
        }
    }

    /// What the filter tells the kernel to do with a call. This interprets the filter as the kernel
    /// does, because to make each of the forbidden calls itself, such as a signal to another
    /// process, a test would need unsafe code.
    fn answer(call: libc::c_long, first: u32) -> u32 {
        let arch = match std::env::consts::ARCH {
            "x86_64" => 0xc000_003e,
            "aarch64" => 0xc000_00b7,
            other => panic!("{other}"),
        };
        let program = filter();
        let (mut at, mut value) = (0, 0);
        loop {
            let step = &program[at];
            at += 1;
            let jump = |holds: bool| usize::from(if holds { step.jt } else { step.jf });
            match step.code {
                // What is loaded: the number of the call, the architecture, the first argument.
                0x20 => {
                    value = match step.k {
                        0 => u32::try_from(call).unwrap(),
                        4 => arch,
                        16 => first,
                        _ => 0,
                    }
                }
                0x05 => at += usize::try_from(step.k).unwrap(),
                0x15 => at += jump(value == step.k),
                0x25 => at += jump(value > step.k),
                0x35 => at += jump(value >= step.k),
                0x54 => value &= step.k,
                0x06 => return step.k,
                other => panic!("{other}"),
            }
        }
    }

    #[test]
    fn no_other_process_gets_a_signal() {
        let (allowed, refused) = (
            0x7fff_0000,
            0x0005_0000 | u32::try_from(libc::EPERM).unwrap(),
        );
        let (own, parent) = (std::process::id(), std::os::unix::process::parent_id());
        assert_eq!(answer(libc::SYS_tgkill, own), allowed);
        assert_eq!(answer(libc::SYS_tgkill, parent), refused);
        assert_eq!(answer(libc::SYS_tgkill, u32::MAX), refused);
        for call in [
            libc::SYS_kill,
            libc::SYS_tkill,
            libc::SYS_rt_tgsigqueueinfo,
            libc::SYS_ptrace,
        ] {
            assert_eq!(answer(call, own), refused, "{call}");
        }
        assert_eq!(answer(libc::SYS_read, 0), allowed);
    }

    /// The filter holds for the thread that applies it, and for nothing else.
    #[test]
    fn no_file_no_connection_and_no_program_can_be_had() {
        std::thread::spawn(|| {
            seccompiler::apply_filter(&filter()).unwrap();
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
