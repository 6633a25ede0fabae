//! A QR code as a picture: as a path for a window or an SVG file, and as a PNG file.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// The white space around a code, in modules. A scanner needs it to find the code.
const QUIET_ZONE: usize = 4;
/// The width of a saved picture in pixels, at least. This is sharp on a slide and on an A4 page.
const PNG_WIDTH: usize = 1_200;
/// A code with more modules than this on each side is hard to scan from a distance. A link of about
/// 250 characters reaches it.
const DENSE_FROM: usize = 65;

/// The QR code of a text.
pub struct QrCode {
    /// The modules, row by row; `true` is dark.
    modules: Vec<bool>,
    width: usize,
}

/// Why there is no QR code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QrCodeError {
    /// The largest code holds 2,953 bytes.
    #[error("the text is too long for a QR code")]
    TooLong,
}

#[derive(Debug, thiserror::Error)]
#[error("the picture couldn't be written")]
pub struct PngError(#[from] png::EncodingError);

impl QrCode {
    /// The code with as much error correction as fits. A screen or a printed page is seldom damaged,
    /// so a little is enough, and a long link gets the least rather than none.
    pub fn of(text: &str) -> Result<Self, QrCodeError> {
        let code = [ECL::M, ECL::L]
            .into_iter()
            .find_map(|level| QRBuilder::new(text).ecl(level).build().ok())
            .ok_or(QrCodeError::TooLong)?;
        let width = code.size;
        let modules = (0..width)
            .flat_map(|row| code[row][..width].iter().map(|module| module.value()))
            .collect();
        Ok(Self { modules, width })
    }

    /// How many modules the picture is wide and high, with the quiet zone.
    pub fn size(&self) -> usize {
        self.width + 2 * QUIET_ZONE
    }

    /// Whether the code has so many modules that it must be shown large to be scanned.
    pub fn is_dense(&self) -> bool {
        self.width > DENSE_FROM
    }

    /// The dark modules as the path of an SVG whose view box is [`size`](Self::size) wide and high.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for row in 0..self.width {
            let mut column = 0;
            while column < self.width {
                let run = self.dark_from(row, column);
                if run > 0 {
                    let (x, y) = (column + QUIET_ZONE, row + QUIET_ZONE);
                    // Writing to a string can't fail.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                column += run.max(1);
            }
        }
        path
    }

    /// How many modules are dark in one run, from this one to the right.
    fn dark_from(&self, row: usize, column: usize) -> usize {
        let start = row * self.width;
        let rest = &self.modules[start + column..start + self.width];
        rest.iter().take_while(|dark| **dark).count()
    }

    /// The code as a file: black on white whatever is behind it, since not every scanner reads a code
    /// whose colours are inverted.
    pub fn svg(&self) -> String {
        let (size, path) = (self.size(), self.path());
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" \
             width=\"{PNG_WIDTH}\" height=\"{PNG_WIDTH}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/>\
             <path fill=\"#000\" d=\"{path}\"/></svg>\n"
        )
    }

    pub fn png(&self) -> Result<Vec<u8>, PngError> {
        let scale = PNG_WIDTH.div_ceil(self.size());
        let width = self.size() * scale;
        let mut pixels = Vec::with_capacity(width * width);
        for row in 0..width {
            for column in 0..width {
                let dark = self.is_dark(row / scale, column / scale);
                pixels.push(if dark { 0 } else { u8::MAX });
            }
        }
        let mut file = Vec::new();
        let side = u32::try_from(width).unwrap_or(u32::MAX);
        let mut encoder = png::Encoder::new(&mut file, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&pixels)?;
        Ok(file)
    }

    /// Whether the module at this place of the picture is dark. The quiet zone isn't.
    fn is_dark(&self, row: usize, column: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET_ZONE).filter(|at| *at < self.width);
        match (inside(row), inside(column)) {
            (Some(row), Some(column)) => self.modules[row * self.width + column],
            _ => false,
        }
    }
}
