//! Finds out whether a folder is on another computer.

use std::path::Path;

/// The kinds of file system, as `statfs(2)` numbers them, whose files are on another computer.
#[cfg(target_os = "linux")]
const REMOTE: [i128; 9] = [
    0x6969,      // NFS
    0x517b,      // SMB
    0xfe53_4d42, // SMB 2 and later
    0xff53_4d42, // CIFS
    0x564c,      // NetWare
    0x5346_414f, // AFS
    0x6b41_4653, // AFS of the kernel
    0x00c3_6400, // Ceph
    0x0102_1997, // 9P
];

#[cfg(target_os = "linux")]
pub(crate) fn is_remote(folder: &Path) -> bool {
    // Some machines give a signed or a narrower number. Its last 32 bits are the same everywhere,
    // and `is_remote_kind` compares only those.
    rustix::fs::statfs(folder).is_ok_and(|system| is_remote_kind(system.f_type.into()))
}

#[cfg(target_os = "linux")]
fn is_remote_kind(kind: i128) -> bool {
    REMOTE.contains(&(kind & 0xffff_ffff))
}

/// Not implemented for the other systems yet.
#[cfg(not(target_os = "linux"))]
pub(crate) fn is_remote(_: &Path) -> bool {
    false
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_this_computer_is_not_remote() {
        assert!(!is_remote(&std::env::temp_dir()));
        assert!(!is_remote(Path::new("/proc")));
        assert!(!is_remote(Path::new("/not/there")));
    }

    #[test]
    fn network_file_systems_are_remote() {
        assert!(is_remote_kind(0x6969));
        // As a machine with signed numbers gives it.
        assert!(is_remote_kind(i128::from(0xff53_4d42_u32.cast_signed())));
        assert!(!is_remote_kind(0xef53), "ext4");
    }
}
