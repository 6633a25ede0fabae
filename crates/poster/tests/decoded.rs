//! Every QR code is read again by another library than the one that made it.

#![allow(clippy::unwrap_used)]

use jiff::tz::TimeZone;
use language::Language;
use poster::{LinkInvitation, Poster, QrCode, QrCodeError};
use pretty_assertions::assert_eq;

/// What a reader finds in a picture of this width, which must be exactly one code.
fn read(width: usize, is_dark: impl Fn(usize, usize) -> bool) -> String {
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, width, |x, y| {
        if is_dark(x, y) { 0 } else { 255 }
    });
    let codes = picture.detect_grids();
    assert_eq!(codes.len(), 1);
    codes[0].decode().unwrap().1
}

fn read_png(file: &[u8]) -> String {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let width = usize::try_from(info.width).unwrap();
    assert!(width >= 1_200, "sharp when printed: {width}");
    read(width, |x, y| pixels[y * width + x] < 128)
}

/// Draws the path of an SVG file, four pixels to a module.
fn read_svg(svg: &str) -> String {
    const SCALE: usize = 4;
    let after = |text: &str| svg.split_once(text).unwrap().1.to_owned();
    let size: usize = after("viewBox=\"0 0 ")
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let path = after("fill=\"#000\" d=\"")
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let mut dark = vec![false; size * size];
    for run in path.split('M').filter(|run| !run.is_empty()) {
        let (x, rest) = run.split_once(' ').unwrap();
        let (y, rest) = rest.split_once('h').unwrap();
        let (length, _) = rest.split_once('v').unwrap();
        let [x, y, length] = [x, y, length].map(|number| number.parse::<usize>().unwrap());
        dark[y * size + x..y * size + x + length].fill(true);
    }
    let quiet = |row: usize| dark[row * size..(row + 1) * size].iter().all(|dark| !dark);
    assert!((0..4).chain(size - 4..size).all(quiet), "the quiet zone");
    read(size * SCALE, |x, y| dark[(y / SCALE) * size + x / SCALE])
}

#[test]
fn a_code_is_read_again_by_another_library() {
    let long = format!("https://uni.example/join/{}", "aZ9-_".repeat(395));
    assert_eq!(long.len(), 2_000);
    for (url, dense) in [
        ("https://practice.example/join/finance-i/7KQ2-M9TD", false),
        (
            "http://127.0.0.1:41234/join/0123456789abcdef0123456789abcdef",
            false,
        ),
        (&long, true),
    ] {
        let code = QrCode::of(url).unwrap();
        assert_eq!(read_png(&code.png().unwrap()), url);
        assert_eq!(read_svg(&code.svg()), url);
        assert_eq!(code.is_dense(), dense, "{url}");
    }
}

#[test]
fn a_link_that_no_code_can_hold_is_an_error() {
    assert!(QrCode::of(&"x".repeat(2_953)).is_ok());
    assert_eq!(
        QrCode::of(&"x".repeat(2_954)).err(),
        Some(QrCodeError::TooLong)
    );
}

#[test]
fn the_page_has_the_code_the_address_the_course_and_the_day() {
    let invitation = LinkInvitation {
        course: "Finance <I> & more".to_owned(),
        url: "https://uni.example/join/7KQ2".to_owned(),
        expires: Some("2026-10-26T22:59:59Z".parse().unwrap()),
        domains: vec!["uni.example".to_owned()],
        zone: TimeZone::UTC,
    };
    for (language, words) in [
        (
            Language::English,
            ["lang=\"en\"", "at uni.example,", "until 26 October 2026."],
        ),
        (
            Language::German,
            [
                "lang=\"de\"",
                "bei uni.example an",
                "bis zum 26. Oktober 2026.",
            ],
        ),
    ] {
        let page = Poster::of(&invitation, language).unwrap();
        let page = page.to_html().unwrap();
        assert_eq!(read_svg(&page), invitation.url);
        for part in words.into_iter().chain([">uni.example/join/7KQ2<"]) {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("<I>"), "a name is text");
    }
    let long = LinkInvitation {
        url: "x".repeat(3_000),
        ..invitation
    };
    assert!(Poster::of(&long, Language::English).is_err());
}
