//! The exact bytes of every change. What is stored today must mean the same to a later version.

use platform::{Call, CallKind, Distribution, FrozenRequest, InviteRole, Slug, Target};

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn shown(call: &Call) -> String {
    let FrozenRequest { kind, path, body } = call.freeze();
    format!("{kind}\nPOST {path}\n{}", String::from_utf8(body).unwrap())
}

#[test]
fn an_instance_to_create_is_frozen() {
    let mut call = Call::CreateInstance {
        org: slug("uni"),
        space: slug("finance_1"),
        name: "ada@uni.example".to_owned(),
        slug: slug("ada_k3v7q2m9xw"),
        description: None,
    };
    insta::assert_snapshot!("create_instance", shown(&call));
    let Call::CreateInstance { description, .. } = &mut call else {
        unreachable!()
    };
    *description = Some("Zoë's \"room\"\n2nd line".to_owned());
    insta::assert_snapshot!("create_instance_described", shown(&call));
}

#[test]
fn an_invitation_to_an_instance_is_frozen() {
    for role in [InviteRole::Editor, InviteRole::Viewer, InviteRole::Observer] {
        let call = Call::InviteToInstance {
            org: slug("uni"),
            space: slug("finance_1"),
            instance: slug("group-7"),
            email: "ada+x@uni.example".to_owned(),
            role,
        };
        insta::assert_snapshot!(format!("invite_{}", role.as_str()), shown(&call));
    }
}

#[test]
fn an_invitation_of_an_administrator_is_frozen() {
    let call = Call::InviteAdministrator {
        org: slug("uni"),
        space: slug("finance_1"),
        email: "max@uni.example".to_owned(),
    };
    insta::assert_snapshot!("invite_administrator", shown(&call));
}

#[test]
fn a_snapshot_to_create_is_frozen() {
    let call = Call::CreateSnapshot {
        org: slug("uni"),
        space: slug("finance_1"),
        instance: slug("master"),
        name: "Week 3".to_owned(),
        slug: slug("week_3"),
        description: Some("before the exam".to_owned()),
        email_once_finished: false,
    };
    insta::assert_snapshot!("create_snapshot", shown(&call));
}

#[test]
fn a_distribution_is_frozen() {
    let target = |instance: &str| Target {
        org_slug: slug("uni"),
        space_slug: slug("finance_1"),
        instance_slug: slug(instance),
    };
    let distribute = |distribution| Call::Distribute {
        org: slug("uni"),
        space: slug("finance_1"),
        instance: slug("master"),
        snapshot: slug("week_3"),
        distribution,
    };
    let full = distribute(Distribution {
        target_instances: vec![target("ada_k3v7q2m9xw"), target("distributed")],
        auto_snapshot: true,
        notify_target_users: true,
        custom_email_message: Some("Week 3 is here.".to_owned()),
        source_files: vec!["/files/week 3/ex.ipynb".to_owned()],
        source_applications: vec![slug("jupyter")],
        source_tables: vec!["Prices".to_owned()],
    });
    insta::assert_snapshot!("hand_out", shown(&full));
    let least = distribute(Distribution {
        target_instances: vec![target("ada_k3v7q2m9xw")],
        auto_snapshot: false,
        notify_target_users: false,
        custom_email_message: None,
        source_files: Vec::new(),
        source_applications: Vec::new(),
        source_tables: Vec::new(),
    });
    insta::assert_snapshot!("hand_out_least", shown(&least));
}

#[test]
fn kinds_are_stored_as_words_that_can_be_read_again() {
    for kind in CallKind::ALL {
        assert_eq!(kind.as_str().parse::<CallKind>().unwrap(), kind);
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
    assert!("create_group".parse::<CallKind>().is_err());
}

#[test]
fn debug_output_names_no_person() {
    let call = Call::InviteAdministrator {
        org: slug("uni"),
        space: slug("finance_1"),
        email: "max@uni.example".to_owned(),
    };
    let shown = format!("{:?}", call.freeze());
    assert!(!shown.contains("max"), "{shown}");
}
