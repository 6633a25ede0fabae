//! The addresses nearly everybody has, told in one pass over the bytes.
//!
//! Says yes only to what [`super::parse`] accepts too (a property test holds the two together);
//! everything else, right or wrong, goes there.

const LOCAL: u8 = 1;
const LABEL: u8 = 2;
const LETTER: u8 = 4;

const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0usize;
    while byte < 128 {
        #[expect(clippy::cast_possible_truncation, reason = "below 128")]
        let b = byte as u8;
        if b.is_ascii_alphanumeric() {
            table[byte] = LOCAL | LABEL;
            if b.is_ascii_alphabetic() {
                table[byte] |= LETTER;
            }
        }
        byte += 1;
    }
    let specials = b"!#$%&'*+-/=?^_`{|}~";
    let mut i = 0;
    while i < specials.len() {
        table[specials[i] as usize] = LOCAL;
        i += 1;
    }
    table
};

pub(super) fn is_plain(bytes: &[u8]) -> bool {
    if bytes.len() > 254 {
        return false;
    }
    let Some(at) = local_end(bytes) else {
        return false;
    };
    plain_domain(&bytes[at + 1..])
}

/// Where the `@` stands, if what is before it is letters, digits and the like with single dots
/// between them.
pub(crate) fn local_end(bytes: &[u8]) -> Option<usize> {
    let mut after_dot = true;
    for (i, &b) in bytes.iter().enumerate() {
        if CLASS[b as usize] & LOCAL != 0 {
            after_dot = false;
        } else if b == b'.' && !after_dot {
            after_dot = true;
        } else if b == b'@' && !after_dot && i <= 64 {
            return Some(i);
        } else {
            return None;
        }
    }
    None
}

fn plain_domain(domain: &[u8]) -> bool {
    let mut start = 0;
    let mut letters_only = true;
    let mut dots = 0;
    let mut previous = b'.';
    for (i, &b) in domain.iter().enumerate() {
        let class = CLASS[b as usize];
        if class & LABEL != 0 {
            letters_only &= class & LETTER != 0;
        } else if b == b'-' && previous != b'.' {
            letters_only = false;
        } else if b == b'.' && previous != b'.' && previous != b'-' {
            if i - start > 63 || is_encoded(&domain[start..i]) {
                return false;
            }
            start = i + 1;
            letters_only = true;
            dots += 1;
        } else {
            return false;
        }
        previous = b;
    }
    let ending = domain.len() - start;
    dots > 0 && letters_only && (2..=63).contains(&ending) && domain.len() <= 253
}

/// `xn--…` has to be decoded to be believed.
fn is_encoded(label: &[u8]) -> bool {
    label.len() >= 4 && label[..4].eq_ignore_ascii_case(b"xn--")
}
