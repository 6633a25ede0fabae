//! Free slugs: the slug of a name, or the slug with a number where another one has it already.

use std::collections::HashMap;

use platform::Slug;

/// Slugs are at most this long. `roster` cuts names there, and a number has to fit in as well.
pub(crate) const LONGEST_SLUG: usize = 60;

/// The slugs that every space has for its own purposes. No new instance gets one of them.
pub(crate) fn special_slugs() -> [Slug; 3] {
    [Slug::master(), Slug::distributed(), Slug::development()]
}

/// Finds free slugs for one list. Many names can lead to the same slug, so it remembers for each
/// slug which numbers are taken. Slugs that were taken once must stay taken.
#[derive(Debug, Default)]
pub(crate) struct FreeSlugs {
    /// The lowest number that may still be free, by what precedes it and by how many digits it has.
    next: HashMap<(String, usize), u32>,
}

impl FreeSlugs {
    /// The base itself, or the base with the lowest number that makes it free.
    pub(crate) fn free(&mut self, base: &str, taken: impl Fn(&Slug) -> bool) -> Slug {
        let slug = Slug::of_allowed(cut(base, LONGEST_SLUG));
        if !taken(&slug) {
            return slug;
        }
        // A longer number leaves less room for the base, so the digits belong to what is remembered.
        let (mut digits, mut first, mut after) = (1, 2, 10);
        loop {
            let base = cut(base, LONGEST_SLUG - 1 - digits);
            let next = self.next.entry((base.to_owned(), digits)).or_insert(first);
            while *next < after {
                let slug = Slug::of_allowed(&format!("{base}_{next}"));
                if !taken(&slug) {
                    return slug;
                }
                *next += 1;
            }
            (digits, first, after) = (digits + 1, after, after * 10);
        }
    }
}

/// What of a slug fits. It has nothing but ASCII.
fn cut(slug: &str, longest: usize) -> &str {
    &slug[..slug.len().min(longest)]
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::HashSet;

    use super::*;

    /// How often it is asked whether a slug is taken while so many names get slugs, and the last
    /// slug.
    fn asked(bases: &[String], names: usize) -> (usize, Slug) {
        let asked = Cell::new(0);
        let (mut slugs, mut taken) = (FreeSlugs::default(), HashSet::new());
        let mut last = None;
        for base in bases.iter().cycle().take(names) {
            let slug = slugs.free(base, |slug: &Slug| {
                asked.set(asked.get() + 1);
                taken.contains(slug)
            });
            assert!(slug.as_str().len() <= LONGEST_SLUG);
            assert!(taken.insert(slug.clone()), "{slug} twice");
            last = Some(slug);
        }
        (asked.get(), last.unwrap())
    }

    #[test]
    fn many_names_with_the_same_slug_are_numbered_without_starting_anew() {
        let one = ["group".to_owned()];
        assert_eq!(asked(&one, 1).1.as_str(), "group");
        assert_eq!(asked(&one, 9).1.as_str(), "group_9");
        let (few, _) = asked(&one, 500);
        let (many, last) = asked(&one, 4_000);
        assert_eq!(last.as_str(), "group_4000");
        assert!(many < 10 * few, "{few} and {many}");
    }

    #[test]
    fn long_names_that_differ_only_at_the_end_are_numbered_together() {
        let bases: Vec<String> = (0..26_u8)
            .map(|n| format!("{}{}", "x".repeat(59), char::from(b'a' + n)))
            .collect();
        let (few, _) = asked(&bases, 500);
        let (many, _) = asked(&bases, 4_000);
        assert!(many < 10 * few, "{few} and {many}");
    }

    #[test]
    fn a_slug_that_nobody_took_is_found_again() {
        let mut slugs = FreeSlugs::default();
        let taken = |slug: &Slug| slug.as_str() == "team";
        assert_eq!(slugs.free("team", taken).as_str(), "team_2");
        assert_eq!(slugs.free("team", taken).as_str(), "team_2");
    }
}
