//! A server that stands in front of a bench's practice platform. It passes everything on, but for
//! the requests whose answers it is told to replace by hostile ones. It has a socket, so it works in real
//! time.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use store::AccountId;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use vault::Keep;

use super::Bench;
use super::replaced::Replaced;

/// What is answered, as bytes. Many hostile answers can't be expressed with an HTTP library.
#[derive(Clone)]
pub(crate) struct Hostile {
    pub(crate) head: Vec<u8>,
    /// Follows again and again until the other side leaves. Nothing follows where it is empty.
    pub(crate) piece: Vec<u8>,
}

pub(crate) struct Front {
    replaced: Arc<Mutex<Option<Replaced<Hostile>>>>,
}

impl Front {
    /// Starts a server in front of the platform, and makes the account's address its own.
    pub(crate) async fn of(bench: &Bench) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let replaced = Arc::<Mutex<Option<Replaced<Hostile>>>>::default();
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
            .account_move(&AccountId::practice(), &url.parse().unwrap())
            .unwrap();
        let key = bench.practice.key().clone();
        bench.vault.keep(&url, key, Keep::ThisRun).await.unwrap();
        bench.outbox.clients.forget(&AccountId::practice());
        Self { replaced }
    }

    pub(crate) fn replaces(&self, replaced: Replaced<Hostile>) {
        *self.replaced.lock().unwrap() = Some(replaced);
    }

    pub(crate) fn passes_everything_on(&self) {
        *self.replaced.lock().unwrap() = None;
    }
}

/// What is to become of a request, by its first line.
fn order(orders: &Mutex<Option<Replaced<Hostile>>>, line: &str) -> Option<Replaced<Hostile>> {
    let (method, path) = line.split_once(' ').unwrap_or_default();
    let mut orders = orders.lock().unwrap();
    let order = orders.as_mut()?;
    order.meets(method, path).then(|| order.clone())
}

async fn converse(
    mut stream: TcpStream,
    behind: SocketAddr,
    orders: Arc<Mutex<Option<Replaced<Hostile>>>>,
) {
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
