//! A server that stands in front of a bench's practice platform. It passes everything on, but for
//! the requests whose answers it is told to replace by hostile ones.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use store::AccountId;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use vault::Keep;

use super::Bench;

/// What is answered, as bytes. Many hostile answers can't be expressed with an HTTP library.
#[derive(Clone)]
pub(crate) struct Hostile {
    pub(crate) head: Vec<u8>,
    /// Follows again and again until the other side leaves. Nothing follows where it is empty.
    pub(crate) piece: Vec<u8>,
}

/// Which answers are replaced.
#[derive(Clone)]
pub(crate) struct Replaced {
    /// Requests whose first line begins with this.
    pub(crate) begins: &'static str,
    /// And contains this.
    pub(crate) contains: &'static str,
    pub(crate) times: usize,
    /// Once one was replaced, so is every other request, whatever it is.
    pub(crate) then_everything: bool,
    /// The platform carries the request out all the same.
    pub(crate) carried_out: bool,
    pub(crate) answer: Hostile,
}

impl Replaced {
    /// A list with these rows, in place of the next answers to a reading of such a path.
    pub(crate) fn rows(contains: &'static str, times: usize, rows: &str) -> Self {
        let length = rows.len();
        let head = format!(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{rows}"
        );
        Self {
            begins: "GET",
            contains,
            times,
            then_everything: false,
            carried_out: false,
            answer: Hostile {
                head: head.into_bytes(),
                piece: Vec::new(),
            },
        }
    }
}

impl Replaced {
    /// What a gateway says while the platform behind it carries the request out, in place of one answer.
    pub(crate) fn gateway_busy(begins: &'static str, contains: &'static str) -> Self {
        let head =
            "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        Self {
            begins,
            carried_out: true,
            answer: Hostile {
                head: head.as_bytes().to_vec(),
                piece: Vec::new(),
            },
            ..Self::rows(contains, 1, "")
        }
    }

    /// The platform's own word that there is no such thing, in place of every answer to a reading of
    /// such a path.
    pub(crate) fn not_found(contains: &'static str) -> Self {
        let body = r#"{"ctxid": "1", "err": "NOT_FOUND", "incident_id": "2", "msg": "no"}"#;
        let length = body.len();
        let head = format!(
            "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        Self {
            answer: Hostile {
                head: head.into_bytes(),
                piece: Vec::new(),
            },
            ..Self::rows(contains, usize::MAX, "")
        }
    }

    /// A web page, in place of every answer to a reading of such a path.
    pub(crate) fn page(contains: &'static str) -> Self {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>";
        Self {
            answer: Hostile {
                head: head.as_bytes().to_vec(),
                piece: Vec::new(),
            },
            ..Self::rows(contains, usize::MAX, "")
        }
    }
}

pub(crate) struct Front {
    replaced: Arc<Mutex<Option<Replaced>>>,
}

impl Front {
    /// Starts a server in front of the platform, and makes the account's address its own.
    pub(crate) async fn of(bench: &Bench) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let replaced = Arc::<Mutex<Option<Replaced>>>::default();
        let (behind, orders) = (bench.practice.address(), Arc::clone(&replaced));
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(converse(stream, behind, Arc::clone(&orders)));
            }
        });
        let url = format!("http://{address}");
        bench
            .store
            .account_move(&AccountId::practice(), &url)
            .unwrap();
        let key = bench.practice.key().clone();
        bench.vault.keep(&url, key, Keep::ThisRun).await.unwrap();
        bench.outbox.clients.forget(&AccountId::practice());
        Self { replaced }
    }

    pub(crate) fn replaces(&self, replaced: Replaced) {
        *self.replaced.lock().unwrap() = Some(replaced);
    }

    /// How many more answers are replaced.
    pub(crate) fn times_left(&self) -> usize {
        let replaced = self.replaced.lock().unwrap();
        replaced.as_ref().map_or(0, |replaced| replaced.times)
    }

    pub(crate) fn passes_everything_on(&self) {
        *self.replaced.lock().unwrap() = None;
    }
}

/// What is to become of a request, by its first line.
fn order(orders: &Mutex<Option<Replaced>>, line: &str) -> Option<Replaced> {
    let mut orders = orders.lock().unwrap();
    let order = orders.as_mut()?;
    let meant = line.starts_with(order.begins) && line.contains(order.contains);
    if !meant || order.times == 0 {
        return None;
    }
    order.times -= 1;
    if order.then_everything {
        (order.begins, order.contains) = ("", "");
    }
    Some(order.clone())
}

async fn converse(mut stream: TcpStream, behind: SocketAddr, orders: Arc<Mutex<Option<Replaced>>>) {
    let Some((head, body)) = read_request(&mut stream).await else {
        return;
    };
    let order = order(&orders, head.lines().next().unwrap_or_default());
    let mut answer = Vec::new();
    if order.as_ref().is_none_or(|order| order.carried_out) {
        let mut platform = TcpStream::connect(behind).await.unwrap();
        platform.write_all(&passed_on(&head, behind)).await.unwrap();
        platform.write_all(&body).await.unwrap();
        let _ = platform.read_to_end(&mut answer).await;
    }
    let Some(order) = order else {
        let _ = stream.write_all(&answer).await;
        return;
    };
    let mut next = order.answer.head;
    // Whoever refuses an answer as too large leaves before its end.
    while !next.is_empty() && stream.write_all(&next).await.is_ok() {
        next.clone_from(&order.answer.piece);
    }
}

/// The head of a request for the platform, which answers to its own name only.
fn passed_on(head: &str, behind: SocketAddr) -> Vec<u8> {
    let own = |line: &&str| {
        let name = line.split(':').next().unwrap_or_default();
        !["host", "connection"].contains(&name.to_ascii_lowercase().as_str())
    };
    let lines: Vec<&str> = head.lines().filter(own).collect();
    let lines = lines.join("\r\n");
    format!("{lines}\r\nHost: {behind}\r\nConnection: close\r\n\r\n").into_bytes()
}

/// One complete request: its head without the empty line, and its body.
async fn read_request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.trim().parse().unwrap());
            if bytes.len() >= end + 4 + length {
                return Some((head, bytes.split_off(end + 4)));
            }
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&piece[..read]),
        }
    }
}
