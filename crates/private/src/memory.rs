//! The memory of a process that holds a key: what a crash leaves of it, and who may look into it.

/// Keeps this process and those it starts from leaving a core dump, which would contain the key.
#[cfg(unix)]
pub fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Where dumps are piped into a program, Linux ignores a limit of 0 and leaves it to the program
    // to respect it. A limit of 1 is its way of saying that there is to be no dump at all, and no
    // dump is small enough for it to be written to a file.
    #[cfg(target_os = "linux")]
    let limit = 1;
    #[cfg(not(target_os = "linux"))]
    let limit = 0;
    let limits = Rlimit {
        current: Some(limit),
        maximum: Some(limit),
    };
    // This fails only where the limit is lower already, and then there is nothing to do.
    let _ = setrlimit(Resource::Core, limits);
}

#[cfg(not(unix))]
pub fn no_core_dumps() {}

/// Forbids core dumps, and keeps other processes of the same user from reading this one's memory and
/// environment.
///
/// Not for a process with a window: portals, which show its file dialogs, look at the process to
/// find out which program it is, and refuse to work for one that they can't look at.
pub fn hide_memory() {
    no_core_dumps();
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        // This can't fail with a value that the system knows.
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}
