//! Decodes the bytes of a text, whatever its encoding.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::error::{ForeignFormat, ReadError};

/// The text and its encoding.
///
/// A byte-order mark decides. Without one, `chosen` does; otherwise the text is UTF-8 if it is valid
/// UTF-8, and if it isn't, the bytes are compared with what each encoding typically looks like.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    chosen: Option<&'static Encoding>,
) -> Result<(Cow<'b, str>, &'static Encoding), ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Ok((text, encoding));
    }
    if let Some(encoding) = chosen {
        return Ok((encoding.decode_without_bom_handling(bytes).0, encoding));
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return Ok((encoding.decode_without_bom_handling(bytes).0, encoding));
    }
    if is_binary(bytes) {
        return Err(ReadError::NotAList(ForeignFormat::Binary));
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), UTF_8));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 20)], bytes.len() <= 1 << 20);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    Ok((encoding.decode_without_bom_handling(bytes).0, encoding))
}

/// UTF-16 without a byte-order mark, which is recognised by every other byte being zero, as it is in
/// Latin text.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1_024) & !1];
    if sample.len() < 4 {
        return None;
    }
    let zeros = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (first, second, half) = (zeros(0), zeros(1), sample.len() / 2);
    if second * 10 >= half * 7 && first * 10 < half {
        Some(UTF_16LE)
    } else if first * 10 >= half * 7 && second * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the first bytes have more than a few control characters, which no text has.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(8_192)];
    let control = |b: &&u8| matches!(**b, 0..=8 | 14..=26 | 28..=31);
    let strange = sample.iter().filter(control).count();
    strange > 4 + sample.len() / 50 || memchr::memchr_iter(0, sample).count() > 2
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_text_reads_the_same_in_every_encoding() {
        let text =
            "Vorname;Nachname;E-Mail\r\nJürgen;Müller;j.müller@uni.edu\r\nÅsa;Öst;å@b.se\r\n";
        let utf16 = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes()),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
            marked(b"\xff\xfe", &utf16(u16::to_le_bytes)),
            marked(b"\xfe\xff", &utf16(u16::to_be_bytes)),
            latin.into_owned(),
        ] {
            assert_eq!(decode(&bytes, None).unwrap().0, text);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let noise: Vec<u8> = (0..=255).cycle().take(5_000).collect();
        assert!(matches!(
            decode(&noise, None),
            Err(ReadError::NotAList(ForeignFormat::Binary))
        ));
    }
}
