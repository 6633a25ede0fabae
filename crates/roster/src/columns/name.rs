//! Turns a name around that a list writes with the last name first.

/// Titles and suffixes that follow a comma and aren't a first name.
const SUFFIXES: &[&str] = &[
    "phd", "ph.d.", "md", "m.d.", "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "msc", "m.sc.",
    "bsc", "b.sc.", "ma", "m.a.", "ba", "b.a.", "mba", "esq", "esq.", "dr.",
];

/// The length of the longest suffix, in bytes.
const LONGEST: usize = 5;

/// Turns `Lovelace, Ada` into `Ada Lovelace`. Any other name stays as it is.
pub(crate) fn first_name_first(name: &str) -> String {
    let Some((last, first)) = name.split_once(',') else {
        return name.to_owned();
    };
    let (last, first) = (last.trim(), first.trim());
    if last.is_empty() || first.is_empty() {
        return [last, first].concat();
    }
    let suffix = first.len() <= LONGEST && SUFFIXES.iter().any(|s| first.eq_ignore_ascii_case(s));
    if suffix || first.contains(',') || last.contains(';') {
        return name.to_owned();
    }
    let mut turned = String::with_capacity(name.len());
    turned.push_str(first);
    turned.push(' ');
    turned.push_str(last);
    turned
}

#[cfg(test)]
mod tests {
    use super::first_name_first;

    #[test]
    fn only_a_last_name_in_front_is_moved() {
        for (written, expected) in [
            ("Lovelace, Ada", "Ada Lovelace"),
            ("Ada Lovelace", "Ada Lovelace"),
            ("Ada Lovelace, PhD", "Ada Lovelace, PhD"),
            ("Lovelace,", "Lovelace"),
            ("a, b, c", "a, b, c"),
        ] {
            assert_eq!(first_name_first(written), expected);
        }
    }
}
