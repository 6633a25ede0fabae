//! Makes the functions that replace those of the C library visible to whatever looks for them while
//! the program runs.

fn main() {
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        for name in [
            "getrandom",
            "clock_gettime",
            "gettimeofday",
            "write",
            "pwrite64",
            "fsync",
            "fdatasync",
        ] {
            println!("cargo::rustc-link-arg=-Wl,--export-dynamic-symbol={name}");
        }
    }
    println!("cargo::rerun-if-changed=build.rs");
}
