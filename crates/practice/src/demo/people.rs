//! The people of the demo data. They are made up, and their addresses lead nowhere.

pub(super) struct Student {
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) joined: bool,
}

const fn joined(name: &'static str, email: &'static str) -> Student {
    Student {
        name,
        email,
        joined: true,
    }
}

const fn invited(name: &'static str, email: &'static str) -> Student {
    Student {
        name,
        email,
        joined: false,
    }
}

pub(super) const JANE: Student = joined("Jane Roe", "jane.roe@uni.example");
pub(super) const MAX: Student = joined("Max Meier", "max.meier@uni.example");

pub(super) const FINANCE: [Student; 30] = [
    joined("Ada Lovelace", "ada.lovelace@uni.example"),
    joined("Jürgen Müller", "j.mueller@uni.example"),
    joined("Émilie du Châtelet", "e.chatelet@uni.example"),
    joined("Wei Zhang", "wei.zhang@uni.example"),
    joined("Sofia Rossi", "s.rossi@uni.example"),
    joined("Tom van Dijk", "t.vandijk@uni.example"),
    joined("Trần Minh Đức", "duc.tran@uni.example"),
    joined("Aoife Ní Bhriain", "aoife.nibhriain@uni.example"),
    joined("Bjørn Ødegård", "bjorn.odegard@uni.example"),
    joined("Chimamanda Okonkwo", "c.okonkwo@uni.example"),
    joined("Dragana Đorđević", "dragana.djordjevic@uni.example"),
    joined("Elif Yılmaz", "elif.yilmaz@uni.example"),
    joined("Fatima al-Zahra Benali", "f.benali@uni.example"),
    joined("Guðrún Jónsdóttir", "gudrun.jonsdottir@uni.example"),
    joined("Haruki Tanaka", "h.tanaka@uni.example"),
    joined("İbrahim Şahin", "ibrahim.sahin@uni.example"),
    joined("João Gonçalves", "joao.goncalves@uni.example"),
    joined("Katarzyna Wiśniewska", "k.wisniewska@uni.example"),
    joined("Lê Thị Ánh Nguyệt", "nguyet.le@uni.example"),
    joined("Mary-Jane O’Connor", "mj.oconnor@uni.example"),
    joined("Noor", "noor@uni.example"),
    joined("Øystein Åsen", "o.asen@uni.example"),
    joined("Priya Ramanathan", "priya.ramanathan@uni.example"),
    joined("Quirin Zürcher", "quirin.zuercher@uni.example"),
    joined(
        "Maria Magdalena Theresia Annunziata von und zu Hohenfels-Sternenberg-Wallenrode",
        "maria.magdalena.theresia.von.und.zu.hohenfels-sternenberg@students.economics.uni.example",
    ),
    joined("Zoë Ferreira-Lindqvist", "zoe.ferreira@uni.example"),
    invited("Nguyễn Thị Hương", "huong.nguyen@uni.example"),
    invited("Uchenna Eze", "u.eze@uni.example"),
    invited("Václav Dvořák", "vaclav.dvorak@uni.example"),
    invited("Ximena Núñez Peña", "x.nunez@uni.example"),
];

pub(super) const ECONOMETRICS: [Student; 8] = [
    joined("Ada Lovelace", "ada.lovelace@uni.example"),
    joined("Wei Zhang", "wei.zhang@uni.example"),
    joined("Haruki Tanaka", "h.tanaka@uni.example"),
    joined("Priya Ramanathan", "priya.ramanathan@uni.example"),
    joined("Sami Korhonen", "sami.korhonen@uni.example"),
    joined("Lucía Fernández", "lucia.fernandez@uni.example"),
    joined("Milan Novak", "milan.novak@uni.example"),
    invited("Yara Haddad", "yara.haddad@uni.example"),
];
