//! What a script in the window can reach, should one ever get in: nothing but the app's own pages.

use std::{thread, time::Duration};

use serde_json::json;
use window_tests::{Desktop, Elsewhere};

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
