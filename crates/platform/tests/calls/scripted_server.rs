//! A server that misbehaves as it is told. It works on the bytes of a connection, because the
//! misbehaviour that matters can't be expressed with an HTTP library.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use platform::{BaseUrl, Call, Client, FrozenRequest, InviteRole, Options, Proxy, Slug};
use secrecy::SecretString;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) const KEY: &str = "test-key";
pub(crate) const INVITATION: &str =
    r#"{"email": "ada@uni.example", "role": "EDITOR", "status": "PENDING"}"#;

pub(crate) struct ScriptedServer {
    pub(crate) address: SocketAddr,
    /// Every request that arrived completely, in order.
    pub(crate) requests: Arc<Mutex<Vec<String>>>,
}

/// What the server does with a connection.
pub(crate) enum Behaviour {
    /// Closes the connection without reading.
    CloseAtOnce,
    /// Reads one request, then closes.
    CloseAfterRequest,
    /// Reads one request, writes this, then closes.
    Answer(Vec<u8>),
    /// Reads one request, writes this, then keeps the connection open without writing more.
    AnswerAndStall(Vec<u8>),
    /// Reads one request, writes `head`, and then `piece` again and again, until the client leaves.
    Endless {
        head: Vec<u8>,
        piece: Vec<u8>,
        pause: Duration,
    },
    /// Reads one request, answers it, and closes without an answer when the next one arrives.
    AnswerOnce(Vec<u8>),
    /// Reads one request, answers it, and closes after this time without a request.
    AnswerAndCloseWhenIdle(Vec<u8>, Duration),
}

impl ScriptedServer {
    /// Starts a server. `behaviour` is given the number of each connection, counted from 0.
    pub(crate) async fn serve(
        behaviour: impl Fn(usize) -> Behaviour + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            for number in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(converse(stream, behaviour(number), Arc::clone(&seen)));
            }
        });
        Self { address, requests }
    }

    pub(crate) fn client(&self) -> Client {
        client(&format!("http://{}", self.address))
    }

    pub(crate) fn count(&self, method: &str) -> usize {
        let requests = self.requests.lock().unwrap();
        requests
            .iter()
            .filter(|request| request.starts_with(method))
            .count()
    }
}

async fn converse(mut stream: TcpStream, behaviour: Behaviour, seen: Arc<Mutex<Vec<String>>>) {
    if matches!(behaviour, Behaviour::CloseAtOnce) {
        return;
    }
    let Some(request) = read_request(&mut stream).await else {
        return;
    };
    seen.lock().unwrap().push(request);
    match behaviour {
        Behaviour::CloseAtOnce | Behaviour::CloseAfterRequest => {}
        // A client that has refused an answer as too large may be gone already.
        Behaviour::Answer(answer) => {
            let _ = stream.write_all(&answer).await;
        }
        Behaviour::AnswerAndStall(answer) => {
            let _ = stream.write_all(&answer).await;
            std::future::pending::<()>().await;
        }
        Behaviour::Endless { head, piece, pause } => {
            let mut next = head;
            while stream.write_all(&next).await.is_ok() {
                tokio::time::sleep(pause).await;
                next.clone_from(&piece);
            }
        }
        Behaviour::AnswerOnce(answer) => {
            stream.write_all(&answer).await.unwrap();
            let _ = stream.read(&mut [0; 4096]).await;
        }
        Behaviour::AnswerAndCloseWhenIdle(answer, pause) => {
            stream.write_all(&answer).await.unwrap();
            tokio::time::sleep(pause).await;
        }
    }
}

/// Reads one complete request. `None` if the connection ends first.
async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, length)| length.trim().parse().unwrap());
            if body.len() >= length {
                return Some(text);
            }
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&piece[..read]),
        }
    }
}

/// A complete answer with its length.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}\r\n{body}").into_bytes()
}

pub(crate) fn options() -> Options {
    Options {
        connect_within: Duration::from_secs(5),
        answer_within: Duration::from_secs(10),
        proxy: Proxy::System,
        ca: None,
        transport: None,
    }
}

pub(crate) fn client(address: &str) -> Client {
    client_with(address, options())
}

pub(crate) fn client_with(address: &str, options: Options) -> Client {
    Client::new(
        BaseUrl::parse(address).unwrap(),
        SecretString::from(KEY),
        options,
    )
    .unwrap()
}

pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub(crate) fn invitation() -> FrozenRequest {
    Call::InviteToInstance {
        org: slug("uni"),
        space: slug("finance"),
        instance: slug("group"),
        email: "ada@uni.example".to_owned(),
        role: InviteRole::Editor,
    }
    .freeze()
}
