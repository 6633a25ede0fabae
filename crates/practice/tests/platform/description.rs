//! The server's own description of the API, which schemathesis tries out against the server.

use serde_json::json;
use tokio::process::Command;

use crate::python;
use crate::support::Server;

#[tokio::test]
async fn the_description_is_served() {
    let server = Server::start().await;
    let (status, description) = server.get("/openapi.json").await;
    assert_eq!(status, 200);
    assert_eq!(description["openapi"], json!("3.1.0"));
    assert!(description["paths"]["/extensions/v1"].is_object());
}

async fn assert_description_is_true(instance: &str, snapshot: &str, seed: &str) {
    let programs = python::environment("schemathesis", &["schemathesis==4.32.5"]).await;
    let server = Server::start().await;
    let settings = server.folder.path().join("schemathesis.toml");
    let parameters = format!(
        "[parameters]\n\
         \"path.org\" = \"uni_example\"\n\
         \"path.space\" = \"finance_i\"\n\
         \"path.instance\" = \"{instance}\"\n\
         \"path.snapshot\" = \"{snapshot}\"\n\
         \"path.email\" = \"noor@uni.example\"\n\
         [checks.negative_data_rejection]\n\
         expected-statuses = [400, 401, 403, 404, 405, 409, 410, 415, 422, 429]\n"
    );
    std::fs::write(&settings, parameters).unwrap();
    let output = Command::new(programs.join("schemathesis"))
        .arg("--config-file")
        .arg(&settings)
        .arg("run")
        .arg(server.url("/openapi.json"))
        .args(["-H", &format!("Authorization: Basic {}", server.key)])
        // A request with a valid shape may still be refused, for example because a time is in the past.
        .args(["--exclude-checks", "positive_data_acceptance"])
        .args(["--phases", "examples,coverage,fuzzing,stateful"])
        .args(["--max-examples", "15", "--seed", seed])
        .current_dir(server.folder.path())
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
}

#[tokio::test]
async fn every_answer_matches_the_description() {
    assert_description_is_true("master", "week_3_material", "1").await;
}

#[tokio::test]
async fn every_answer_matches_for_an_instance_that_can_be_deleted() {
    assert_description_is_true("ada_lovelace", "development", "2").await;
}

#[tokio::test]
async fn every_answer_matches_for_things_that_do_not_exist() {
    assert_description_is_true("nothing", "nothing", "3").await;
}
