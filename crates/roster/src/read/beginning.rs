//! How much of the beginning of a file can be read by itself.
//!
//! The window previews a long file before all of it has been read from the disk, which only works
//! for texts that consist of lines.

use super::signature::{Signature, is_web_page, signature};
use super::{email_file, encoding, vcard};

/// The complete lines in the first bytes of a file, if these can be read by themselves. `None` if the
/// file has to be read to its end: a workbook, a vCard, a saved email, or one long line.
pub fn beginning(bytes: &[u8]) -> Option<&[u8]> {
    if !matches!(signature(bytes), Signature::Text) {
        return None;
    }
    let lines = &bytes[..last_line_end(bytes)?];
    let (text, _) = encoding::decode(lines, None).ok()?;
    let one_thing = vcard::is_vcard(&text) || email_file::is_email(&text) || is_web_page(&text);
    (!one_thing).then_some(lines)
}

/// The position after the last line break. A line break in UTF-16 has a second byte, which is zero
/// and comes after it in little-endian text.
fn last_line_end(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().rposition(|byte| *byte == b'\n')? + 1;
    let little = bytes.get(end) == Some(&0) && end % 2 == 1;
    Some(if little { end + 1 } else { end })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::beginning;

    const LIST: &str = "Name;E-Mail\nAda;ada@uni.edu\nGrace;grace@uni.edu\nEdsg";

    #[test]
    fn a_text_is_cut_after_a_complete_line_in_every_encoding() {
        let utf16 = |to: fn(u16) -> [u8; 2]| LIST.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let whole = LIST.len() - "Edsg".len();
        assert_eq!(beginning(LIST.as_bytes()).unwrap().len(), whole);
        for bytes in [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
            let lines = beginning(&bytes).unwrap();
            assert_eq!(lines.len(), 2 * whole);
            let list = crate::open(lines, &crate::ReadOptions::default()).unwrap();
            assert_eq!(list.best_people().count(), 2);
        }
    }

    #[test]
    fn a_file_that_must_be_read_to_its_end_has_no_beginning() {
        for whole in [
            b"PK\x03\x04 and so on\n".as_slice(),
            b"BEGIN:VCARD\nVERSION:3.0\nFN:Ada\n",
            b"one line, and no end of it",
        ] {
            assert_eq!(beginning(whole), None);
        }
    }
}
