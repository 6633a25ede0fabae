//! A platform that wants to harm whoever asks it. It answers as a platform does, but with names,
//! slugs and links that would do something wherever they weren't taken as text; or it answers
//! everything with bytes that no platform sends.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

/// What everything is answered with, as bytes. Many hostile answers can't be expressed otherwise.
#[derive(Debug, Clone)]
pub struct Answer {
    head: Vec<u8>,
    /// Follows again and again until the other side leaves. Nothing follows where it is empty.
    piece: Vec<u8>,
}

impl Answer {
    /// A complete answer.
    pub fn whole(status: &str, headers: &str, body: &[u8]) -> Self {
        let length = body.len();
        let mut head = format!(
            "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
        )
        .into_bytes();
        head.extend_from_slice(body);
        Self {
            head,
            piece: Vec::new(),
        }
    }

    pub fn json(status: &str, body: &str) -> Self {
        Self::whole(
            status,
            "Content-Type: application/json\r\n",
            body.as_bytes(),
        )
    }

    /// An answer that never ends.
    pub fn endless(head: &str, piece: &str) -> Self {
        Self {
            head: head.as_bytes().to_vec(),
            piece: piece.repeat(1000).into_bytes(),
        }
    }
}

/// The running server.
pub struct HostilePlatform {
    pub address: String,
    /// `None`: each question is answered with what its path asks for.
    everything: Arc<Mutex<Option<Answer>>>,
}

impl HostilePlatform {
    /// Everything on the platform is called `name`, and its course has this sign-up link.
    pub fn listen(name: &str, link: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let everything = Arc::<Mutex<Option<Answer>>>::default();
        let orders = Arc::clone(&everything);
        let (name, link) = (name.to_owned(), link.to_owned());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { continue };
                let order = orders.lock().expect("nobody panicked").clone();
                let (name, link) = (name.clone(), link.clone());
                thread::spawn(move || converse(stream, order, &name, &link));
            }
        });
        Self {
            address: format!("http://{address}"),
            everything,
        }
    }

    /// Everything is answered with this from now on.
    pub fn answers(&self, everything: Option<Answer>) {
        *self.everything.lock().expect("nobody panicked") = everything;
    }
}

fn converse(mut stream: TcpStream, order: Option<Answer>, name: &str, link: &str) {
    let Some(path) = path_asked(&mut stream) else {
        return;
    };
    let answer = order.unwrap_or_else(|| shown(&path, name, link));
    let mut next = answer.head;
    // Whoever has had enough leaves before the end.
    while !next.is_empty() && stream.write_all(&next).is_ok() {
        next.clone_from(&answer.piece);
    }
}

/// Reads a request, which has no body, and returns the path that it asks for.
fn path_asked(stream: &mut TcpStream) -> Option<String> {
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let mut bytes = Vec::new();
    while !bytes.windows(4).any(|four| four == b"\r\n\r\n") {
        let mut piece = [0; 4096];
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&piece[..read]),
        }
    }
    let head = String::from_utf8_lossy(&bytes);
    Some(head.split_whitespace().nth(1)?.to_owned())
}

/// What a path asks for. Beside each thing that can be read stand others that can't.
fn shown(path: &str, name: &str, link: &str) -> Answer {
    let rows = |good: Value| json!([good, null, [], 17, {"slug": "..", "name": name}]);
    let body = match path.trim_end_matches('/') {
        "/orgs/v1" => rows(json!({ "slug": "uni", "name": name, "description": name })),
        "/extensions/v1" => json!({ "features": ["invitation_link", "invitations", name] }),
        "/spaces/v1/org/uni" => rows(json!({
            "slug": "course", "name": name, "type": "TEACHING", "visibility_type": name,
            "video_library_enabled": false, "role": "SPACE_ADMIN", "description": name,
        })),
        path if path.ends_with("/invitation_link") => json!({ "url": link }),
        path if path.starts_with("/instances/") && path.ends_with("/course") => {
            rows(json!({ "slug": "group", "name": name, "role": "EDITOR", "description": name }))
        }
        path if path.starts_with("/instances/") => rows(json!({
            "name": name, "email": "ada@uni.example", "active": true, "role": name,
            "role_source": "instance",
        })),
        path if path.ends_with("/members") => rows(json!({
            "name": name, "email": "ada@uni.example", "active": true,
            "instance_roles": [{ "instance_slug": "group", "role": "EDITOR" }],
            "space_role": name,
        })),
        path if path.starts_with("/snapshots/") => {
            rows(json!({ "slug": "week_1", "name": name, "description": name }))
        }
        _ => json!([]),
    };
    Answer::json("200 OK", &body.to_string())
}
