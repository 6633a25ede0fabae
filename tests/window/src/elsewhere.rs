//! A server of an attacker's: nothing of the app may ever arrive there.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

/// A server that notes what arrives and answers all of it with a web page.
pub struct Elsewhere {
    pub address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Elsewhere {
    pub fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let mut head = [0; 4096];
                let length = stream.read(&mut head).unwrap_or_default();
                let head = String::from_utf8_lossy(&head[..length]);
                let line = head.lines().next().unwrap_or_default().to_owned();
                seen.lock().expect("nobody panicked").push(line);
                // Whoever asked may be gone.
                let _ = stream.write_all(
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 12\r\n\
                      Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n<p>elsewhere",
                );
            }
        });
        Self {
            address: format!("http://{address}/"),
            requests,
        }
    }

    /// The first line of each request that has arrived.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("nobody panicked").clone()
    }
}
