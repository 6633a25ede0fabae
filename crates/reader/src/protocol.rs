//! What the two processes say to each other.
//!
//! A message is one byte for its kind, four for the length of what follows, and that. The one who
//! wants a file read says [`ChildRequest`]s, the child answers with [`ChildReply`]s. Whoever reads a message
//! looks at its length first: the child may have been taken over by the file.

use std::io::{self, ErrorKind, Read, Write};

use roster::{Columns, Entry, Format, ReadError, ReadOptions, Table};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer as _, Serialize};

use crate::saved_draft::{AtMost, Rest, SavedDraft, SavedDraftError, SavedRow};

/// No message is longer. The longest one describes tables with thousands of columns.
pub(crate) const LONGEST: usize = 32 << 20;

/// How many people are sent together, at most. The first page that the window shows is as long.
pub(crate) const PAGE: usize = 500;

/// How many bytes of a file are sent at once.
pub(crate) const CHUNK: usize = 256 << 10;

pub(crate) enum ChildRequest {
    /// The file that follows is a list, to be read like this.
    Options(ReadOptions),
    /// The file that follows is a saved draft.
    Draft,
    /// Some bytes of the file.
    Bytes(Vec<u8>),
    /// This was the beginning of the file. Perhaps it is enough.
    Beginning,
    /// This was all of the file.
    End,
    People(PeopleRequest),
}

/// Asks for the people of one table.
#[derive(Serialize, Deserialize)]
pub(crate) struct PeopleRequest {
    pub(crate) table: usize,
    pub(crate) columns: Columns,
    /// How many of them are to be sent. The others are only counted.
    pub(crate) at_most: usize,
}

pub(crate) enum ChildReply {
    /// The beginning of the file isn't enough.
    More,
    Opened(OpenedFile),
    /// The file isn't a list.
    Refused(ReadError),
    People(Vec<Entry>),
    /// A saved draft, without its rows. They follow.
    Draft(SavedDraft),
    /// The file isn't a saved draft.
    NotADraft(SavedDraftError),
    Rows(Vec<SavedRow>),
    /// There are no more people, or rows.
    Done(ReadSummary),
}

/// What was found in the file.
#[derive(Serialize, Deserialize)]
pub(crate) struct OpenedFile {
    pub(crate) format: Format,
    pub(crate) encoding: Option<String>,
    pub(crate) separator: Option<char>,
    pub(crate) tables: Vec<Table>,
    pub(crate) best: usize,
    /// Whether the whole file was there.
    pub(crate) whole: bool,
}

/// There are no more people in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReadSummary {
    pub(crate) count: usize,
    /// Why the table couldn't be read to its end.
    pub(crate) error: Option<ReadError>,
}

/// How much text there is about a person. The child sends no more of it at once than a page may
/// hold, and the other side takes no more of it in all than a file may.
pub(crate) fn text_size(person: &Entry) -> usize {
    let Entry {
        name,
        address,
        group,
        note,
        list_id,
    } = person;
    [name, address, group, note, list_id]
        .into_iter()
        .map(String::len)
        .sum()
}

impl ChildRequest {
    pub(crate) fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Options(options) => write(to, b'O', &json(options)?),
            Self::Draft => write(to, b'D', &[]),
            Self::Bytes(bytes) => write(to, b'B', bytes),
            Self::Beginning => write(to, b'L', &[]),
            Self::End => write(to, b'E', &[]),
            Self::People(people) => write(to, b'P', &json(people)?),
        }
    }

    /// The next request; `None` if there will be none.
    pub(crate) fn read(from: &mut dyn Read) -> io::Result<Option<Self>> {
        let Some((kind, content)) = read(from)? else {
            return Ok(None);
        };
        Ok(Some(match kind {
            b'O' => Self::Options(of_json(&content)?),
            b'D' => Self::Draft,
            b'B' => Self::Bytes(content),
            b'L' => Self::Beginning,
            b'E' => Self::End,
            b'P' => Self::People(of_json(&content)?),
            _ => return Err(ErrorKind::InvalidData.into()),
        }))
    }
}

impl ChildReply {
    pub(crate) fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::More => write(to, b'M', &[]),
            Self::Opened(opened) => write(to, b'O', &json(opened)?),
            Self::Refused(error) => write(to, b'R', &json(error)?),
            Self::People(people) => write(to, b'P', &json(people)?),
            Self::Draft(draft) => write(to, b'S', &json(draft)?),
            Self::NotADraft(error) => write(to, b'N', &json(error)?),
            Self::Rows(rows) => write(to, b'W', &json(rows)?),
            Self::Done(done) => write(to, b'D', &json(done)?),
        }
    }

    /// The next reply; `None` if there will be none.
    pub(crate) fn read(from: &mut dyn Read) -> io::Result<Option<Self>> {
        let Some((kind, content)) = read(from)? else {
            return Ok(None);
        };
        Ok(Some(match kind {
            b'M' => Self::More,
            b'O' => Self::Opened(of_json(&content)?),
            b'R' => Self::Refused(of_json(&content)?),
            b'P' => Self::People(page(&content)?),
            b'S' => Self::Draft(of_json(&content)?),
            b'N' => Self::NotADraft(of_json(&content)?),
            b'W' => Self::Rows(page(&content)?),
            b'D' => Self::Done(of_json(&content)?),
            _ => return Err(ErrorKind::InvalidData.into()),
        }))
    }
}

fn json(message: &impl Serialize) -> io::Result<Vec<u8>> {
    Ok(serde_json::to_vec(message)?)
}

/// The people of a reply. A person can be as short as `{}` there, and takes forty times as much in
/// memory. So they are counted while they are read, and not when all of them are there.
fn page<T: DeserializeOwned>(content: &[u8]) -> io::Result<Vec<T>> {
    let mut json = serde_json::Deserializer::from_slice(content);
    let people = json.deserialize_seq(AtMost::new(PAGE, Rest::Refused))?;
    json.end()?;
    Ok(people)
}

fn of_json<T: DeserializeOwned>(content: &[u8]) -> io::Result<T> {
    Ok(serde_json::from_slice(content)?)
}

fn write(to: &mut dyn Write, kind: u8, content: &[u8]) -> io::Result<()> {
    if content.len() > LONGEST {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let length = u32::try_from(content.len()).map_err(io::Error::other)?;
    to.write_all(&[kind])?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(content)?;
    to.flush()
}

fn read(from: &mut dyn Read) -> io::Result<Option<(u8, Vec<u8>)>> {
    let mut head = [0; 5];
    if from.read(&mut head[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut head[1..])?;
    let [kind, length @ ..] = head;
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut content = Vec::new();
    // Room is made for what is there, not for what was announced.
    from.take(length as u64).read_to_end(&mut content)?;
    if content.len() < length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some((kind, content)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_message_that_is_cut_short_or_too_long_is_an_error() {
        let mut whole = Vec::new();
        let done = ReadSummary {
            count: 3,
            error: Some(ReadError::TooManyRows { limit: 2 }),
        };
        ChildReply::Done(done.clone()).write(&mut whole).unwrap();
        match ChildReply::read(&mut whole.as_slice()).unwrap().unwrap() {
            ChildReply::Done(read) => assert_eq!(read, done),
            _ => panic!("another reply"),
        }
        for end in 1..whole.len() {
            assert!(ChildReply::read(&mut &whole[..end]).is_err(), "{end}");
        }
        assert!(ChildReply::read(&mut [].as_slice()).unwrap().is_none());
        for wrong in [
            b"D\xff\xff\xff\xff".as_slice(),
            b"D\x00\x00\x00\x02{}",
            b"?\x00\x00\x00\x00",
            b"P\x02\x00\x00\x00{}",
        ] {
            assert!(ChildReply::read(&mut &*wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn no_more_people_are_taken_than_a_page_holds() {
        for kind in *b"PW" {
            let reply = |people: usize| {
                let mut bytes = Vec::new();
                let list = format!("[{}]", vec!["{}"; people].join(","));
                write(&mut bytes, kind, list.as_bytes()).unwrap();
                ChildReply::read(&mut bytes.as_slice())
            };
            match reply(PAGE).unwrap().unwrap() {
                ChildReply::People(people) => assert_eq!(people.len(), PAGE),
                ChildReply::Rows(rows) => assert_eq!(rows.len(), PAGE),
                _ => panic!("another reply"),
            }
            assert!(reply(PAGE + 1).is_err());
        }
        // The rest isn't even looked at.
        let mut bytes = Vec::new();
        let list = format!("[{}!", "{},".repeat(PAGE + 1));
        write(&mut bytes, b'P', list.as_bytes()).unwrap();
        let error = ChildReply::read(&mut bytes.as_slice()).err().unwrap();
        assert!(error.to_string().contains("at most 500 people"), "{error}");
    }
}
