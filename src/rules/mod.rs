//! Rules: TOML files, embedded and of the user, checked and compiled once.

pub mod file;
