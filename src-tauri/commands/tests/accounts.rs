//! Accounts: what is checked before one is kept, and when one stays.

use pretty_assertions::assert_eq;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::{ACCOUNT, bodies, draft_for_the_course};
use crate::app_for_tests::run;
use crate::bridge::{AccountRef, DraftPaste, DraftRef, KeyState, NewAccount, ProblemCode, Send};

fn new_account(address: &str, key: &str) -> NewAccount {
    NewAccount {
        address: address.into(),
        key: key.into(),
        this_run_only: true,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_checked_before_it_is_kept() {
    let running = run().await;
    let app = &running.app;
    let practice = bodies::start(app).await.unwrap().accounts.remove(0).address;
    let address = practice.replace("127.0.0.1", "localhost");

    let refused = bodies::account_add(app, new_account(&address, "no such key")).await;
    assert_eq!(refused.unwrap_err().code, ProblemCode::KeyRefused);
    let nothing = bodies::account_add(app, new_account(&address, "  ")).await;
    assert_eq!(nothing.unwrap_err().code, ProblemCode::KeyEmpty);
    let plain = bodies::account_add(app, new_account("http://api.uni.example", "key")).await;
    assert_eq!(plain.unwrap_err().code, ProblemCode::AddressInsecure);
    let none = bodies::account_add(app, new_account("not an address", "key")).await;
    assert_eq!(none.unwrap_err().code, ProblemCode::AddressInvalid);
    let twice = bodies::account_add(app, new_account(&practice, "key")).await;
    assert_eq!(twice.unwrap_err().code, ProblemCode::AccountKnown);
    assert_eq!(bodies::start(app).await.unwrap().accounts.len(), 1);

    let key = std::fs::read_to_string(running.data().join("practice/running.json")).unwrap();
    let key: serde_json::Value = serde_json::from_str(&key).unwrap();
    let added = bodies::account_add(app, new_account(&address, key["key"].as_str().unwrap())).await;
    let added = added.unwrap();
    assert_eq!(added.key, KeyState::ThisRun);
    assert_eq!(bodies::start(app).await.unwrap().accounts.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_page_is_told_from_the_api_and_silence_from_both() {
    let running = run().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 11\r\n\r\n<html>hello";
            let _ = stream.write_all(page.as_bytes()).await;
        }
    });
    let page = bodies::account_add(&running.app, new_account(&address, "key")).await;
    assert_eq!(page.unwrap_err().code, ProblemCode::NotThePlatform);

    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let gone = bodies::account_add(
        &running.app,
        new_account(&format!("http://{closed}"), "key"),
    )
    .await;
    assert_eq!(gone.unwrap_err().code, ProblemCode::Offline);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_with_something_under_way_is_not_removed() {
    let running = run().await;
    let app = &running.app;
    let draft = draft_for_the_course(&running).await;
    let paste = DraftPaste {
        draft: draft.id.clone(),
        text: "ada@new.example".into(),
    };
    bodies::draft_paste(app, paste).await.unwrap();
    let review = bodies::review(
        app,
        DraftRef {
            draft: draft.id.clone(),
        },
    )
    .await
    .unwrap();
    let send = Send {
        draft: draft.id,
        fingerprint: review.fingerprint,
        skip: false,
    };
    bodies::send(app, send).await.unwrap();
    let removed = bodies::account_remove(
        app,
        AccountRef {
            account: ACCOUNT.into(),
        },
    )
    .await;
    assert_eq!(removed.unwrap_err().code, ProblemCode::AccountInUse);
}
