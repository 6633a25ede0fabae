//! The hosted platform's own Python library, unmodified, as it comes from the Python package index.

use std::path::Path;

use pretty_assertions::assert_eq;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::python;
use crate::support::Server;

/// Runs a Python script that uses the library and prints one JSON value.
async fn library(server: &Server, script: &str) -> Value {
    let programs = python::clients().await;
    let file = server.folder.path().join("script.py");
    std::fs::write(&file, format!("{LIBRARY}\n{script}")).unwrap();
    let output = Command::new(programs.join("python"))
        .arg(Path::new(&file))
        .env("HOST", server.base())
        .env("KEY", &server.key)
        .output()
        .await
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

const LIBRARY: &str = r"
import json, os, time
import nuvolos_client_api as nv
def client(key):
    keys = {'ApiKeyAuth': key} if key else None
    return nv.ApiClient(nv.Configuration(host=os.environ['HOST'], api_key=keys))
api = client(os.environ['KEY'])
at = dict(org_slug='uni_example', space_slug='finance_i')
instances = nv.InstancesV1Api(api)
tasks = nv.TasksV1Api(api)
def refusal(call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except nv.ApiException as e:
        return e.status
def ended(task):
    for _ in range(500):
        t = tasks.get_task(tkid=task.tkid)
        if t.finished: return t
        time.sleep(0.02)
";

#[tokio::test]
async fn the_library_can_read_every_list() {
    let server = Server::start().await;
    let found = library(
        &server,
        r"
found = {}
found['orgs'] = len(nv.OrganizationsV1Api(api).get_orgs())
spaces = nv.SpacesV1Api(api)
found['spaces'] = len(spaces.get_spaces(slug='uni_example'))
found['members'] = len(spaces.get_space_members(**at))
found['instances'] = len(instances.get_instances(**at))
found['inside'] = len(instances.get_instance_members(instance_slug='ada_lovelace', **at))
found['snapshots'] = len(nv.SnapshotsV1Api(api).get_snapshots(instance_slug='distributed', **at))
inside = dict(instance_slug='distributed', snapshot_slug='week_3_material', **at)
found['apps'] = [type(a.aoid).__name__ for a in nv.AppsV1Api(api).get_apps(**inside)]
files = nv.FilesV1Api(api)
found['files'] = [f.short_id for f in files.get_files_in_files_area(**inside)]
found['deeper'] = [f.os_path for f in files.get_files_in_files_area_0(
    local_path='week_3/data', **inside)]
home = dict(instance_slug='master', snapshot_slug='development', **at)
found['home'] = [f.os_path for f in files.get_files_in_home_area(**home)]
workloads = nv.WorkloadsV1Api(api)
found['running'] = workloads.get_workloads()
found['tables'] = [t.var_schema for t in nv.TablesV1Api(api).get_tables(**inside)]
print(json.dumps(found))
",
    )
    .await;
    assert_eq!(
        found,
        json!({
            "orgs": 1, "spaces": 5, "members": 32, "instances": 34, "inside": 3, "snapshots": 3,
            "apps": ["int"], "tables": ["PUBLIC"], "running": [], "home": [null],
            "files": ["week_1", "week_2", "week_3", "README.md"],
            "deeper": ["/files/week_3/data/returns.csv"],
        })
    );
}

#[tokio::test]
async fn the_library_sees_failed_tasks_and_refusals() {
    let server = Server::start().await;
    let found = library(
        &server,
        r"
found = {}
request = nv.DistributionRequest(
    target_instances=[dict(org_slug='uni_example', space_slug='finance_i', instance_slug='group_a')],
    source_files=['/files/nothing'])
task = nv.DistributionV1Api(api).distribute_content(
    instance_slug='master', snapshot_slug='development', distribution_request=request, **at)
found['task'] = ended(task).status
new = nv.InstanceCreateRequest(name='Room', slug='room')
found['made'] = instances.create_instance(instance_create_request=new, **at).slug
found['taken'] = refusal(instances.create_instance, instance_create_request=new, **at)
bad = nv.InstanceCreateRequest(name='Room', slug='NO')
found['invalid'] = refusal(instances.create_instance, instance_create_request=bad, **at)
found['bad_key'] = refusal(nv.OrganizationsV1Api(client('wrong')).get_orgs)
found['no_key'] = refusal(nv.OrganizationsV1Api(client(None)).get_orgs)
found['absent'] = refusal(instances.get_instance_members, instance_slug='nothing', **at)
found['no_admin'] = refusal(nv.InstancesV1Api(api).create_instance, org_slug='uni_example',
    space_slug='corporate_law', instance_create_request=new)
print(json.dumps(found))
",
    )
    .await;
    assert_eq!(
        found,
        json!({
            "task": "FAILED", "made": "room", "taken": 409, "invalid": 422, "bad_key": 401,
            "no_key": 401, "absent": 404, "no_admin": 403,
        })
    );
}
