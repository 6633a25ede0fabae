//! How large something is, in the terminal.

/// In units of 1024, with a digit after the point where it isn't a whole number of them.
#[allow(clippy::cast_precision_loss, reason = "it is rounded anyway")]
pub(crate) fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..0x10_0000 => (0x400, "kB"),
        0x10_0000..0x4000_0000 => (0x10_0000, "MB"),
        _ => (0x4000_0000, "GB"),
    };
    if bytes % unit == 0 {
        return format!("{} {name}", bytes / unit);
    }
    format!("{:.1} {name}", bytes as f64 / unit as f64)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_whole_number_has_no_point() {
        let said = [0, 4096, 5000, 64 << 20, 1_500_000, 2_000_000_000].map(size);
        assert_eq!(
            said,
            ["0 kB", "4 kB", "4.9 kB", "64 MB", "1.4 MB", "1.9 GB"]
        );
    }
}
