//! Names as lists write them, and as people say them.

/// What follows a comma and is no first name.
const SUFFIXES: &[&str] = &[
    "phd", "ph.d.", "md", "m.d.", "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "msc", "m.sc.",
    "bsc", "b.sc.", "ma", "m.a.", "ba", "b.a.", "mba", "esq", "esq.", "dr.",
];

/// The length of the longest of them.
const LONGEST: usize = 5;

/// `Lovelace, Ada` becomes `Ada Lovelace`; anything else stays.
pub(crate) fn turned(name: &str) -> String {
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
    let mut said = String::with_capacity(name.len());
    said.push_str(first);
    said.push(' ');
    said.push_str(last);
    said
}

#[cfg(test)]
mod tests {
    use super::turned;

    #[test]
    fn only_a_last_name_in_front_is_turned() {
        for (written, said) in [
            ("Lovelace, Ada", "Ada Lovelace"),
            ("Ada Lovelace", "Ada Lovelace"),
            ("Ada Lovelace, PhD", "Ada Lovelace, PhD"),
            ("Lovelace,", "Lovelace"),
            ("a, b, c", "a, b, c"),
        ] {
            assert_eq!(turned(written), said);
        }
    }
}
