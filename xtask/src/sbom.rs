//! The software bill of materials: every part of the app and of the command `cohort` that comes from
//! a registry, in the `CycloneDX` format, with its version, licence, checksum and what it depends on.
//!
//! It holds what is shipped. Tools, tests and build scripts aren't among it. It has no date and no
//! random number, so that the same sources always give the same file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use xshell::cmd;

use crate::{error::XtaskError, workspace::Workspace};

/// A part, as `CycloneDX` describes it, and the parts that it depends on.
#[derive(Debug, PartialEq)]
struct Part {
    component: Value,
    needs: Vec<String>,
}

/// All parts by their package URL, which is unique.
type Parts = BTreeMap<String, Part>;

/// The bill as it is written to a file.
pub(crate) fn bill(workspace: &Workspace) -> Result<Value, XtaskError> {
    let shell = &workspace.shell;
    let name_only = "{p}";
    // `cargo metadata` unites the features of all packages, also those of tests. Only `cargo tree`
    // says what is linked into these two programs.
    let linked = cmd!(
        shell,
        "cargo tree --package cohort-desktop --package cli --edges normal --target all --prefix none --format {name_only} --locked"
    )
    .quiet()
    .read()?;
    let metadata = cmd!(shell, "cargo metadata --format-version 1 --locked")
        .quiet()
        .read()?;
    let lock = shell.read_file(workspace.root.join("Cargo.lock"))?;
    let npm = shell.read_file(workspace.ui().join("package-lock.json"))?;

    let mut parts = rust_parts(&linked, &serde_json::from_str(&metadata)?, &lock);
    parts.extend(npm_parts(&serde_json::from_str(&npm)?));
    Ok(document(&parts))
}

fn document(parts: &Parts) -> Value {
    let dependencies: Vec<Value> = parts
        .iter()
        .map(|(reference, part)| json!({ "ref": reference, "dependsOn": part.needs }))
        .collect();
    let components: Vec<&Value> = parts.values().map(|part| &part.component).collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "Cohort",
                "version": env!("CARGO_PKG_VERSION"),
                "licenses": [{ "expression": "Apache-2.0 OR MIT" }],
            },
        },
        "components": components,
        "dependencies": dependencies,
    })
}

/// The crates among `linked` (the lines of `cargo tree`). Crates of this workspace are left out, and
/// so is what only they depend on in a test.
fn rust_parts(linked: &str, metadata: &Value, lock: &str) -> Parts {
    let linked: BTreeSet<String> = linked.lines().filter_map(tree_line).collect();
    let checksums = checksums(lock);
    let packages: BTreeMap<&str, &Value> = items(&metadata["packages"])
        .filter(|package| package["source"].is_string())
        .filter(|package| linked.contains(&name_and_version(package)))
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let mut parts = Parts::new();
    for node in items(&metadata["resolve"]["nodes"]) {
        let Some(package) = node["id"].as_str().and_then(|id| packages.get(id)) else {
            continue;
        };
        let needs = items(&node["deps"])
            .filter(|dependency| items(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null()))
            .filter_map(|dependency| packages.get(dependency["pkg"].as_str()?))
            .map(|package| crate_url(package))
            .collect();
        let url = crate_url(package);
        let component = json!({
            "type": "library",
            "bom-ref": url,
            "purl": url,
            "name": package["name"],
            "version": package["version"],
            "licenses": licence(&package["license"]),
            "hashes": hash("SHA-256", checksums.get(&name_and_version(package)).cloned()),
        });
        parts.insert(url, Part { component, needs });
    }
    parts
}

/// `serde v1.0.229 (proc-macro) (*)` as `serde 1.0.229`.
fn tree_line(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let name = words.next()?;
    let version = words.next()?.strip_prefix('v')?;
    Some(format!("{name} {version}"))
}

fn name_and_version(package: &Value) -> String {
    format!("{} {}", text(&package["name"]), text(&package["version"]))
}

fn crate_url(package: &Value) -> String {
    let (name, version) = (text(&package["name"]), text(&package["version"]));
    format!("pkg:cargo/{name}@{version}")
}

/// The checksums in `Cargo.lock`, by name and version.
fn checksums(lock: &str) -> BTreeMap<String, String> {
    let of = |block: &str, key: &str| {
        let prefix = format!("{key} = \"");
        block.lines().find_map(|line| {
            let value = line.strip_prefix(&prefix)?.strip_suffix('"')?;
            Some(value.to_owned())
        })
    };
    lock.split("[[package]]")
        .filter_map(|block| {
            let name = of(block, "name")?;
            let version = of(block, "version")?;
            Some((format!("{name} {version}"), of(block, "checksum")?))
        })
        .collect()
}

/// The packages in `package-lock.json` that aren't only for development.
fn npm_parts(lock: &Value) -> Parts {
    let Some(packages) = lock["packages"].as_object() else {
        return Parts::new();
    };
    let mut parts = Parts::new();
    for (path, package) in packages {
        let Some(name) = npm_name(path) else { continue };
        if package["dev"] == true || package["devOptional"] == true {
            continue;
        }
        let url = npm_url(name, package);
        let needs = package["dependencies"]
            .as_object()
            .into_iter()
            .flat_map(|names| names.keys())
            .filter_map(|name| {
                let found = installed_for(path, name, packages)?;
                Some(npm_url(name, found))
            })
            .collect();
        let component = json!({
            "type": "library",
            "bom-ref": url,
            "purl": url,
            "name": name,
            "version": package["version"],
            "licenses": licence(&package["license"]),
            "hashes": hash("SHA-512", sha512(text(&package["integrity"]))),
        });
        parts.insert(url, Part { component, needs });
    }
    parts
}

fn npm_name(path: &str) -> Option<&str> {
    path.rsplit_once("node_modules/").map(|(_, name)| name)
}

fn npm_url(name: &str, package: &Value) -> String {
    format!(
        "pkg:npm/{}@{}",
        name.replace('@', "%40"),
        text(&package["version"])
    )
}

/// The package of this name that the one at `path` gets: its own, or else that of a folder above.
fn installed_for<'a>(
    path: &str,
    name: &str,
    packages: &'a serde_json::Map<String, Value>,
) -> Option<&'a Value> {
    let mut folder = Some(path);
    while let Some(path) = folder {
        if let Some(found) = packages.get(&format!("{path}/node_modules/{name}")) {
            return Some(found);
        }
        folder = path.rsplit_once("/node_modules/").map(|(above, _)| above);
    }
    packages.get(&format!("node_modules/{name}"))
}

/// npm writes a checksum as Base64, but the bill has hexadecimal digits.
fn sha512(integrity: &str) -> Option<String> {
    let bytes = data_encoding::BASE64
        .decode(integrity.strip_prefix("sha512-")?.as_bytes())
        .ok()?;
    Some(data_encoding::HEXLOWER.encode(&bytes))
}

fn hash(algorithm: &str, content: Option<String>) -> Value {
    content.map_or_else(
        || json!([]),
        |content| json!([{ "alg": algorithm, "content": content }]),
    )
}

/// Older crates separate alternatives by a slash, which isn't part of an expression.
fn licence(expression: &Value) -> Value {
    match expression.as_str() {
        Some(expression) => json!([{ "expression": expression.replace('/', " OR ") }]),
        None => json!([]),
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_linked_crates_of_a_registry_are_listed() {
        let package = |name: &str, source: Value| {
            json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0",
                    "source": source })
        };
        let metadata = json!({
            "packages": [
                package("ours", Value::Null),
                package("linked", json!("registry")),
                package("deeper", json!("registry")),
                package("tested", json!("registry")),
            ],
            "resolve": { "nodes": [
                { "id": "linked", "deps": [
                    { "pkg": "deeper", "dep_kinds": [{ "kind": null }] },
                    { "pkg": "tested", "dep_kinds": [{ "kind": "dev" }] },
                ] },
                { "id": "deeper", "deps": [] },
                { "id": "tested", "deps": [] },
            ] },
        });
        let tree = "ours v1.0.0 (/somewhere)\nlinked v1.0.0\ndeeper v1.0.0 (proc-macro) (*)\n";
        let lock = "[[package]]\nname = \"linked\"\nversion = \"1.0.0\"\nchecksum = \"00ff\"\n";

        let parts = rust_parts(tree, &metadata, lock);
        let urls: Vec<&str> = parts.keys().map(String::as_str).collect();
        assert_eq!(urls, ["pkg:cargo/deeper@1.0.0", "pkg:cargo/linked@1.0.0"]);
        let linked = &parts["pkg:cargo/linked@1.0.0"];
        assert_eq!(linked.needs, ["pkg:cargo/deeper@1.0.0"]);
        assert_eq!(
            linked.component["hashes"],
            json!([{ "alg": "SHA-256", "content": "00ff" }])
        );
        assert_eq!(
            linked.component["licenses"],
            json!([{ "expression": "MIT OR Apache-2.0" }])
        );
    }

    #[test]
    fn only_what_the_window_contains_is_listed_of_npm() {
        let lock = json!({ "packages": {
            "": { "name": "window" },
            "node_modules/@a/shown": { "version": "1.0.0", "license": "MIT",
                "integrity": "sha512-AP8=", "dependencies": { "inner": "*" } },
            "node_modules/@a/shown/node_modules/inner": { "version": "2.0.0" },
            "node_modules/inner": { "version": "1.0.0", "dev": true },
        } });
        let parts = npm_parts(&lock);
        let urls: Vec<&str> = parts.keys().map(String::as_str).collect();
        assert_eq!(urls, ["pkg:npm/%40a/shown@1.0.0", "pkg:npm/inner@2.0.0"]);
        let shown = &parts["pkg:npm/%40a/shown@1.0.0"];
        assert_eq!(shown.needs, ["pkg:npm/inner@2.0.0"]);
        assert_eq!(shown.component["hashes"][0]["content"], "00ff");
    }
}
