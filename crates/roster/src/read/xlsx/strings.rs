//! The texts of a workbook: the shared strings, and how a text is written in XML.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use super::super::budget::Budget;
use super::super::cut;
use super::super::error::ReadError;
use super::super::xml::{Xml, attribute, push_text};

/// The shared strings, all in one text.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    /// Where each string ends.
    ends: Vec<usize>,
}

impl Strings {
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let start = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..*self.ends.get(at)?)
    }
}

/// Reads the file of shared strings.
pub(super) fn read(mut xml: Xml<'_>, budget: &Budget) -> Result<Strings, ReadError> {
    let mut strings = Strings::default();
    let mut text = RichText::default();
    while let Some(event) = xml.next()? {
        match &event {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => text = RichText::default(),
            Event::End(tag) if tag.local_name().as_ref() == "si" => {
                budget.cells(1)?;
                // One that is too long is kept just so long that the cell which names it is
                // refused.
                let string = cut(&text.text, budget.limits.cell + 4);
                budget.kept(string.len())?;
                strings.text.push_str(string);
                strings.ends.push(strings.text.len());
            }
            event => text.take(event, budget)?,
        }
    }
    Ok(strings)
}

/// A text that consists of runs with different looks, as it is read.
#[derive(Default)]
pub(super) struct RichText {
    pub(super) text: String,
    /// The text of the run that is being read, and whether space around it counts.
    run: Option<(String, bool)>,
    /// Whether the reader is within the pronunciation of Japanese characters, which isn't the text.
    phonetic: bool,
}

impl RichText {
    /// Takes in an event within the text.
    pub(super) fn take(&mut self, event: &Event<'_>, budget: &Budget) -> Result<(), ReadError> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => match tag.local_name().as_ref() {
                "rPh" => self.phonetic = false,
                "t" => {
                    if let Some((run, keeps_space)) = self.run.take() {
                        let run = if keeps_space {
                            run.as_str()
                        } else {
                            run.trim_matches([' ', '\t', '\r', '\n'])
                        };
                        self.text.push_str(&unescaped(run));
                        budget.text_in_xml(self.text.len())?;
                    }
                }
                _ => {}
            },
            event => {
                if let Some((run, _)) = &mut self.run {
                    push_text(event, run);
                    budget.text_in_xml(run.len())?;
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "rPh" => self.phonetic = true,
            "t" if !self.phonetic => {
                let space = attribute(tag, "space");
                self.run = Some((String::new(), space.as_deref() == Some("preserve")));
            }
            _ => {}
        }
    }
}

/// How long an escaped character is, such as `_x000D_`.
const ESCAPED: usize = 7;

/// The text with the characters that Excel writes as `_x000D_`, because XML doesn't allow them.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (letter, length) = match escaped_unit(rest) {
            Some(unit) => match escaped_unit(rest.get(ESCAPED..).unwrap_or_default()) {
                Some(low) if (0xd800..0xdc00).contains(&unit) => {
                    let pair = char::decode_utf16([unit, low]).next().and_then(Result::ok);
                    (pair, if pair.is_some() { 2 * ESCAPED } else { ESCAPED })
                }
                _ => (char::from_u32(u32::from(unit)), ESCAPED),
            },
            None => (Some('_'), 1),
        };
        plain.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        rest = &rest[length..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The unit of UTF-16 with which a text begins in escaped form.
fn escaped_unit(text: &str) -> Option<u16> {
    let digits = text.get(..ESCAPED)?.strip_prefix("_x")?.strip_suffix('_')?;
    let hexadecimal = digits.bytes().all(|b| b.is_ascii_hexdigit());
    hexadecimal.then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escaped_characters_are_read() {
        for (escaped, plain) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_a", "\u{fffd}a"),
            ("_x00_ and _x", "_x00_ and _x"),
            ("ada_xavier@uni.edu", "ada_xavier@uni.edu"),
        ] {
            assert_eq!(unescaped(escaped), plain);
        }
    }
}
