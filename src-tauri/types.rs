//! Holds the generated files to the types they are made of; `cargo xtask types` writes them.

use std::fmt::Write as _;
use std::path::Path;

use ts_rs::{Config, TS, TypeVisitor};

#[allow(clippy::wildcard_imports, reason = "the table names most of them")]
use crate::bridge::*;

include!("commands/command_table.rs");

struct Call {
    name: &'static str,
    request: Option<String>,
    reply: String,
}

/// Every type that the calls lead to, by name, each once.
#[derive(Default)]
struct Met {
    declared: std::collections::BTreeMap<String, String>,
}

impl Met {
    fn meet<T: TS + 'static + ?Sized>(&mut self) {
        let config = Config::default();
        // Only what is declared under a name of its own has a place of its own.
        if T::output_path().is_some() {
            let name = T::name(&config);
            if self.declared.contains_key(&name) {
                return;
            }
            let declared = format!("export {}", T::decl(&config));
            self.declared.insert(name, declared);
        }
        T::visit_dependencies(&mut Visit(self));
        T::visit_generics(&mut Visit(self));
    }
}

struct Visit<'a>(&'a mut Met);

impl TypeVisitor for Visit<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.0.meet::<T>();
    }
}

macro_rules! calls {
    ($($(#[$about:meta])* $name:ident: $request:tt => $reply:ty;)*) => {{
        let mut met = Met::default();
        let mut calls = Vec::new();
        $(
            met.meet::<$request>();
            met.meet::<$reply>();
            calls.push(Call {
                name: stringify!($name),
                request: Some(<$request as TS>::name(&Config::default())).filter(|n| n != "null"),
                reply: <$reply as TS>::name(&Config::default()),
            });
        )*
        met.meet::<Changed>();
        (met, calls)
    }};
}

const HEAD: &str = "// Written by `cargo xtask types`. Do not change it here.\n\n";

fn types_ts(met: &Met) -> String {
    met.declared
        .values()
        .fold(HEAD.to_owned(), |text, declared| text + declared + "\n\n")
        .trim_end()
        .to_owned()
        + "\n"
}

fn calls_ts(met: &Met, calls: &[Call]) -> String {
    let mut body = String::new();
    for call in calls {
        let name = camel(call.name);
        let reply = if call.reply == "null" {
            "void"
        } else {
            &call.reply
        };
        let _ = match &call.request {
            Some(request) => writeln!(
                body,
                "export const {name} = (request: {request}): Promise<{reply}> =>\n  call(\"{}\", request);",
                call.name
            ),
            None => writeln!(
                body,
                "export const {name} = (): Promise<{reply}> => call(\"{}\");",
                call.name
            ),
        };
    }
    let used = met.declared.keys().filter(|name| {
        body.split(|letter: char| !letter.is_alphanumeric())
            .any(|word| word == name.as_str())
    });
    let imports = used.fold(String::new(), |text, name| format!("{text}  {name},\n"));
    format!(
        "{HEAD}import {{ call }} from \"./call\";\nimport type {{\n{imports}}} from \"./types\";\n\n{body}"
    )
}

/// The window may call exactly what the table lists, and hear of changes. The fields stand in
/// this order whatever order JSON objects are built to have.
#[derive(serde::Serialize)]
struct Capability {
    identifier: &'static str,
    description: &'static str,
    windows: [&'static str; 1],
    permissions: Vec<String>,
}

fn capabilities(calls: &[Call]) -> String {
    let permissions = calls
        .iter()
        .map(|call| format!("allow-{}", call.name.replace('_', "-")))
        .chain([
            "core:event:allow-listen".to_owned(),
            "core:event:allow-unlisten".to_owned(),
        ]);
    let capability = Capability {
        identifier: "main",
        description: "What the window may call. Written by `cargo xtask types`.",
        windows: ["main"],
        permissions: permissions.collect(),
    };
    serde_json::to_string_pretty(&capability).unwrap() + "\n"
}

fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + &part[..1].to_uppercase() + &part[1..]
    })
}

/// The characters that the window doesn't show as they are, from the list that is for all of Cohort.
fn hidden_characters_ts() -> String {
    let list = |name: &str, about: &str, ranges: &[visible::Hidden]| {
        let mut text = format!(
            "\n/** {about} */\nexport const {name}: readonly (readonly [number, number, string])[] = [\n"
        );
        for range in ranges {
            let (first, last) = (u32::from(range.first), u32::from(range.last));
            let _ = writeln!(text, "  [0x{first:04x}, 0x{last:04x}, \"{}\"],", range.name);
        }
        text + "];\n"
    };
    let hidden = list(
        "hidden",
        "First, last and short name of the characters that are never shown as they are, in order.",
        visible::HIDDEN,
    );
    let joiners = list(
        "joiners",
        "The same for those that are shown as they are after a letter that may need one.",
        visible::JOINERS,
    );
    let from = u32::from(visible::JOINED_FROM);
    format!(
        "{}{hidden}{joiners}\n/** The first letter of the scripts that may need a joiner. */\n\
         export const joinedFrom = 0x{from:04x};\n",
        HEAD.trim_end_matches('\n').to_owned() + "\n"
    )
}

#[test]
fn types_are_as_written() {
    let (met, calls) = command_table!(calls);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = [
        ("ui/src/bridge/types.ts", types_ts(&met)),
        ("ui/src/bridge/calls.ts", calls_ts(&met, &calls)),
        ("ui/src/lib/hidden-characters.ts", hidden_characters_ts()),
        ("capabilities/main.json", capabilities(&calls)),
    ];
    for (name, wanted) in files {
        let path = root.join(name);
        if std::env::var_os("COHORT_WRITE_TYPES").is_some() {
            std::fs::write(&path, &wanted).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(found == wanted, "{name} is stale: run `cargo xtask types`");
    }
}
