//! Recognises the plain ASCII addresses that nearly every row of a list has, in one pass over the
//! bytes and without an allocation.
//!
//! It says yes only to what [`super::parse`] accepts too, which a property test verifies. Anything
//! else, valid or not, it leaves to that module, because only an exact reason helps the user.

/// The classes of a byte, as bits: allowed in an unquoted local part, allowed in a label of a
/// domain, a letter.
const LOCAL: u8 = 1;
const LABEL: u8 = 2;
const LETTER: u8 = 4;

/// The classes of each byte.
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

/// The position of the `@`, if everything before it is allowed without quotes and dots stand only
/// singly and between other characters.
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

/// Whether a label is an encoded international one (`xn--…`). Such a label is valid only if it can
/// be decoded, which this module leaves to the parser.
fn is_encoded(label: &[u8]) -> bool {
    label.len() >= 4 && label[..4].eq_ignore_ascii_case(b"xn--")
}
