//! A practice platform that answers requests of its own process: for simulations and simulated tests,
//! in which there are no sockets and one thread does everything.
//!
//! Everything but the listener and the connections is the same as in a platform that is started by
//! [`start`](crate::start).

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, header};
use http_body_util::BodyExt;
use jiff::Timestamp;
use secrecy::SecretString;

use crate::background::task_runner;
use crate::clock::Clock;
use crate::data_folder::DataFolder;
use crate::faults::FaultPlanError;
use crate::http::connection;
use crate::http::server::SharedServer;
use crate::options::Options;
use crate::routes;
use crate::start::{StartError, assemble, secrets, set_up_owner};

/// No notification of a queued task gets lost in one thread, so there is no need to look often.
const PAUSE_BETWEEN_TASKS: Duration = Duration::from_hours(1);

/// A practice platform without a listener.
#[derive(Clone)]
pub struct InProcess {
    server: SharedServer,
    router: Router,
    address: SocketAddr,
    key: SecretString,
    /// It is locked for as long as this lives.
    _folder: Arc<DataFolder>,
}

/// The platform sent no answer, or half of one.
#[derive(Debug, thiserror::Error)]
#[error("the platform's answer was cut off")]
pub struct AnswerCutError;

impl InProcess {
    /// Opens a practice platform. Where it is said to listen is only the name it answers to.
    /// `clock` is the time of the computer that it would run on.
    pub async fn open(options: Options, clock: fn() -> Timestamp) -> Result<Self, StartError> {
        let folder = DataFolder::open(&options.data)?;
        let mut kept = folder.read_start_file()?;
        let (key, secret) = secrets(options.key.clone(), &mut kept)?;
        folder.write_start_file(&kept)?;
        let address = options.listen;
        let (server, _) = assemble(
            &options,
            &folder,
            address,
            secret,
            false,
            Clock::reading(clock),
        )?;
        set_up_owner(&server.platform, &key, !options.empty)
            .await
            .map_err(|cause| StartError::Demo(Box::new(cause)))?;
        Ok(Self {
            router: routes::router(Arc::clone(&server)),
            server,
            address,
            key,
            _folder: Arc::new(folder),
        })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The owner's API key.
    pub fn key(&self) -> &SecretString {
        &self.key
    }

    /// Opens the control API. It is another one each time.
    pub fn token(&self) -> &SecretString {
        &self.server.token
    }

    /// Carries out a request. As over a connection, it is carried out to the end even if nobody waits
    /// for the answer any more.
    pub async fn answer(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, AnswerCutError> {
        let mut request = request.map(Body::from);
        if let Ok(host) = HeaderValue::from_str(&self.address.to_string()) {
            request.headers_mut().insert(header::HOST, host);
        }
        let peer = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let answered = connection::answer(request, peer, self.router.clone()).await;
        let (parts, body) = answered.map_err(|_| AnswerCutError)?.into_parts();
        let body = body.collect().await.map_err(|_| AnswerCutError)?;
        Ok(Response::from_parts(parts, body.to_bytes().to_vec()))
    }

    /// What is to go wrong inside of the platform from now on, as in the body of a request to
    /// `/practice/v1/faults`.
    pub fn set_faults(&self, plan: serde_json::Value) -> Result<(), FaultPlanError> {
        self.server.set_faults(serde_json::from_value(plan)?)
    }

    /// Carries out queued tasks, for as long as this is polled.
    pub async fn run_tasks(&self) {
        task_runner::run(Arc::clone(&self.server.platform), PAUSE_BETWEEN_TASKS).await;
    }
}
