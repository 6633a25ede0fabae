//! The panel of a desktop, as far as it shows tray icons: it reads the icon of the app and its menu
//! over the session's bus, and clicks what is in it. In contrast to a real panel it draws nothing.

use std::sync::{Arc, Mutex};

use zbus::{
    blocking::{Connection, Proxy, connection::Builder},
    message::Header,
    zvariant::{Structure, Value},
};

use crate::{
    desktop::Desktop,
    wait::{PATIENCE, until, within},
};

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const ITEM_PATH: &str = "/StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";
const MENU_PATH: &str = "/MenuBar";

/// A panel. It goes when this is dropped.
pub struct Panel {
    bus: Connection,
    /// The icon that came last, by the name of whoever has it.
    icon: Arc<Mutex<Option<String>>>,
}

/// An entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    id: i32,
    label: String,
    enabled: bool,
}

/// The service by which icons and panels find each other.
struct Watcher {
    icon: Arc<Mutex<Option<String>>>,
}

#[allow(clippy::unused_self, reason = "the bus asks the object")]
#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: &str, #[zbus(header)] header: Header<'_>) {
        // Some name their bus name and others a path.
        let sender = header.sender().map(ToString::to_string);
        let name = if service.starts_with('/') {
            sender
        } else {
            Some(service.to_owned())
        };
        *self.icon.lock().expect("nobody panicked") = name;
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

impl Desktop {
    /// Adds a panel that shows tray icons.
    pub fn with_panel(&self) -> Panel {
        Panel::on(&self.bus())
    }
}

impl Panel {
    fn on(bus: &str) -> Self {
        let icon = Arc::new(Mutex::new(None));
        let watcher = Watcher {
            icon: Arc::clone(&icon),
        };
        let bus = Builder::address(bus)
            .and_then(|builder| builder.method_timeout(PATIENCE).serve_at(PATH, watcher))
            .and_then(|builder| builder.name(NAME))
            .and_then(Builder::build)
            .expect("the session has a bus");
        Self { bus, icon }
    }

    /// Whether the app has an icon in the panel.
    pub fn has_icon(&self) -> bool {
        let Some(name) = self.icon() else {
            return false;
        };
        let bus = zbus::blocking::fdo::DBusProxy::new(&self.bus).expect("the bus answers");
        let name = name.try_into().expect("an icon has a name on the bus");
        bus.name_has_owner(name).is_ok_and(|has| has)
    }

    /// Waits until the icon means this.
    pub fn shows(&self, line: &str) {
        let done = within(PATIENCE, || {
            (self.line().as_deref() == Some(line)).then_some(())
        });
        assert!(
            done.is_some(),
            "the tray says {:?}, not {line}",
            self.line()
        );
    }

    /// Waits until this can be chosen in the menu.
    pub fn offers(&self, label: &str) {
        self.find(label, |entry| entry.enabled);
    }

    /// Waits until this is in the menu and can't be chosen.
    pub fn greys_out(&self, label: &str) {
        self.find(label, |entry| !entry.enabled);
    }

    /// The labels of the menu, from top to bottom.
    pub fn menu(&self) -> Vec<String> {
        let menu = until("the menu of the icon", || self.entries());
        menu.into_iter().map(|entry| entry.label).collect()
    }

    /// Opens the menu and chooses something in it.
    pub fn choose(&self, label: &str) {
        let entry = self.find(label, |entry| entry.enabled);
        let event = (entry.id, "clicked", Value::from(0), 0_u32);
        let icon = self.icon().expect("it has just shown a menu");
        // No panel waits for an answer, and an app that was told to quit may be gone before it answers.
        Proxy::new(&self.bus, icon, MENU_PATH, MENU)
            .and_then(|menu| menu.call_noreply("Event", &event))
            .unwrap_or_else(|error| panic!("{label}: {error}"));
    }

    fn find(&self, label: &str, fits: impl Fn(&Entry) -> bool) -> Entry {
        let find = || {
            let mut entries = self.entries()?.into_iter();
            entries.find(|entry| entry.label == label && fits(entry))
        };
        within(PATIENCE, find).unwrap_or_else(|| panic!("{label} isn't in {:?}", self.entries()))
    }

    fn icon(&self) -> Option<String> {
        self.icon.lock().expect("nobody panicked").clone()
    }

    /// The second line of the icon's tooltip.
    fn line(&self) -> Option<String> {
        let icon = self.icon()?;
        let answer = self.bus.call_method(
            Some(&*icon),
            ITEM_PATH,
            Some("org.freedesktop.DBus.Properties"),
            "Get",
            &(ITEM, "ToolTip"),
        );
        let answer = answer.ok()?;
        let body = answer.body();
        let value: Value<'_> = body.deserialize().ok()?;
        let tooltip = Structure::try_from(value).ok()?;
        String::try_from(tooltip.fields().get(3)?.try_clone().ok()?).ok()
    }

    /// `None`: there is no icon, or it has just gone.
    fn entries(&self) -> Option<Vec<Entry>> {
        let icon = self.icon()?;
        let all = (0_i32, -1_i32, Vec::<&str>::new());
        let answer = self
            .bus
            .call_method(Some(&*icon), MENU_PATH, Some(MENU), "GetLayout", &all)
            .ok()?;
        let body = answer.body();
        let layout: Structure<'_> = body.deserialize().ok()?;
        let root = layout.fields().get(1)?;
        let Value::Structure(root) = root else {
            return None;
        };
        let Value::Array(children) = root.fields().get(2)? else {
            return None;
        };
        Some(children.iter().filter_map(entry).collect())
    }
}

/// Separators have no label and are none.
fn entry(item: &Value<'_>) -> Option<Entry> {
    let Value::Structure(item) = inner(item) else {
        return None;
    };
    let (Value::I32(id), Value::Dict(properties)) = (item.fields().first()?, item.fields().get(1)?)
    else {
        return None;
    };
    let mut entry = Entry {
        id: *id,
        label: String::new(),
        enabled: true,
    };
    for (name, value) in properties.iter() {
        match (inner(name), inner(value)) {
            (Value::Str(name), Value::Str(label)) if name.as_str() == "label" => {
                // A doubled underscore stands for one.
                entry.label = label.replace("__", "_");
            }
            (Value::Str(name), Value::Bool(enabled)) if name.as_str() == "enabled" => {
                entry.enabled = *enabled;
            }
            _ => {}
        }
    }
    (!entry.label.is_empty()).then_some(entry)
}

fn inner<'v>(value: &'v Value<'v>) -> &'v Value<'v> {
    match value {
        Value::Value(value) => inner(value),
        value => value,
    }
}
