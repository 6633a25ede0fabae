//! Reads an XML file in a workbook, event by event, and counts what is unpacked for it.
//!
//! Nothing of it is kept by itself, so that a file of any size can be read. One event (a text, or
//! an element with its attributes) is held in memory as a whole, and is therefore bounded.

use std::cell::{Cell, RefCell};
use std::io::{self, BufReader, Read};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::budget::Budget;
use super::error::ReadError;

/// How many bytes one event may have. It is more than a cell may have, because a text can be written
/// as six bytes for each character.
const EVENT: u64 = 1 << 20;

/// An XML file in a workbook.
pub(super) struct Xml<'z> {
    reader: Reader<BufReader<Metered<'z>>>,
    buffer: Vec<u8>,
    state: Rc<State>,
}

/// What the reader at the bottom and the one who asks it know of each other.
#[derive(Default)]
struct State {
    /// How many bytes were unpacked since the current event began.
    event: Cell<u64>,
    /// Why nothing more may be read. An error that comes through the XML reader loses its type.
    refused: RefCell<Option<ReadError>>,
}

/// Unpacks on the account of a budget.
struct Metered<'z> {
    file: Box<dyn Read + 'z>,
    budget: &'z Budget,
    state: Rc<State>,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        let event = self.state.event.get() + count as u64;
        self.state.event.set(event);
        let refused = if event > EVENT {
            Some(ReadError::damaged_by("an element is too long"))
        } else {
            self.budget.unpack(count).err()
        };
        match refused {
            None => Ok(count),
            Some(error) => {
                *self.state.refused.borrow_mut() = Some(error);
                Err(io::Error::other("refused"))
            }
        }
    }
}

impl<'z> Xml<'z> {
    pub(super) fn new(file: impl Read + 'z, budget: &'z Budget) -> Self {
        let state = Rc::new(State::default());
        let metered = Metered {
            file: Box::new(file),
            budget,
            state: Rc::clone(&state),
        };
        let mut reader = Reader::from_reader(BufReader::with_capacity(32 << 10, metered));
        let config = reader.config_mut();
        // Names would be kept for every element that is open, and elements can be nested for as
        // long as the file goes on.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
            state,
        }
    }

    /// The next event; `None` at the end of the file. An empty element has a beginning and an end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'_>>, ReadError> {
        self.buffer.clear();
        self.state.event.set(0);
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Eof) => Ok(None),
            Ok(event) => Ok(Some(event)),
            Err(error) => Err(match self.state.refused.take() {
                Some(refused) => refused,
                None => ReadError::damaged(error),
            }),
        }
    }
}

/// Adds the text in an event to a text, whatever form it is in.
pub(super) fn push_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(name) => {
            if let Ok(Some(letter)) = name.resolve_char_ref() {
                text.push(letter);
            } else if let Some(part) = quick_xml::escape::resolve_predefined_entity(name) {
                text.push_str(part);
            }
        }
        _ => {}
    }
}

/// The attribute of an element with this name, whatever stands before a colon in it.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value)
        .ok()
        .map(std::borrow::Cow::into_owned)
}
