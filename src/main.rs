//! The `ropex` command: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ropex::cli::run(std::env::args_os()).into()
}
