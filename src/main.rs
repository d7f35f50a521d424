//! The `ropex` command.
fn main() {}
