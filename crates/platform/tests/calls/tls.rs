//! Certificates that aren't accepted, and one that is.

use std::net::SocketAddr;
use std::sync::Arc;

use platform::{Cause, Client, Options, Proof, TlsFault};
use pretty_assertions::assert_eq;
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::scripted_server::{client_with, invitation, options};

type Issuer = CertifiedIssuer<'static, KeyPair>;

fn issuer() -> Issuer {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A server that shows a certificate made out to `host` and answers every request with `[]`.
async fn serve(issuer: &Issuer, host: &str, change: impl Fn(&mut CertificateParams)) -> SocketAddr {
    let mut params = CertificateParams::new([host.to_owned()]).unwrap();
    change(&mut params);
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, issuer).unwrap();
    serve_with(&certificate, &key).await
}

/// A server that shows this certificate and answers every request with `[]`.
async fn serve_with(certificate: &Certificate, key: &KeyPair) -> SocketAddr {
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                // A client that doesn't accept the certificate closes the connection here.
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    return;
                };
                let mut request = [0; 4096];
                if stream.read(&mut request).await.unwrap_or(0) > 0 {
                    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]";
                    stream.write_all(answer).await.unwrap();
                }
            });
        }
    });
    address
}

fn trusting(issuer: &Issuer, address: SocketAddr) -> Client {
    let options = Options {
        ca: Some(issuer.pem().into_bytes()),
        ..options()
    };
    client_with(&format!("https://{address}"), options)
}

async fn problem(client: &Client) -> TlsFault {
    let fault = client.post(&invitation(), None).await.unwrap_err();
    assert_eq!(fault.proof, Proof::NotDone);
    match fault.cause {
        Cause::Tls { problem } => problem,
        other => panic!("{other:?}: {:?}", fault.detail),
    }
}

#[tokio::test]
async fn an_issuer_in_the_options_is_trusted() {
    let issuer = issuer();
    let address = serve(&issuer, "127.0.0.1", |_| {}).await;
    assert!(
        trusting(&issuer, address)
            .orgs()
            .await
            .unwrap()
            .rows
            .is_empty()
    );
}

#[tokio::test]
async fn an_unknown_issuer_is_reported() {
    let address = serve(&issuer(), "127.0.0.1", |_| {}).await;
    let client = client_with(&format!("https://{address}"), options());
    assert_eq!(problem(&client).await, TlsFault::UnknownIssuer);
}

#[tokio::test]
async fn a_certificate_that_its_owner_issued_is_reported() {
    let params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let address = serve_with(&certificate, &key).await;
    let client = client_with(&format!("https://{address}"), options());
    assert_eq!(problem(&client).await, TlsFault::UnknownIssuer);
}

#[tokio::test]
async fn a_certificate_for_another_host_is_reported() {
    let issuer = issuer();
    let address = serve(&issuer, "other.example", |_| {}).await;
    assert_eq!(
        problem(&trusting(&issuer, address)).await,
        TlsFault::WrongHost
    );
}

#[tokio::test]
async fn a_certificate_that_is_not_valid_now_is_reported() {
    let issuer = issuer();
    let old = serve(&issuer, "127.0.0.1", |params| {
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(2001, 1, 1);
    })
    .await;
    assert_eq!(problem(&trusting(&issuer, old)).await, TlsFault::Expired);
    let early = serve(&issuer, "127.0.0.1", |params| {
        params.not_before = date_time_ymd(3000, 1, 1);
    })
    .await;
    assert_eq!(
        problem(&trusting(&issuer, early)).await,
        TlsFault::NotYetValid
    );
}

#[tokio::test]
async fn a_server_without_tls_is_reported() {
    use crate::scripted_server::{Behaviour, ScriptedServer};

    let server = ScriptedServer::serve(|_| Behaviour::CloseAtOnce).await;
    let client = client_with(&format!("https://{}", server.address), options());
    let fault = client.post(&invitation(), None).await.unwrap_err();
    assert_eq!(fault.proof, Proof::NotDone);

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .await
            .unwrap();
        // Kept open until the client has had enough.
        let _ = stream.read_to_end(&mut Vec::new()).await;
    });
    let client = client_with(&format!("https://{address}"), options());
    assert_eq!(problem(&client).await, TlsFault::Other);
}
