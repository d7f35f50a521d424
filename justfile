# What is done often. `just` alone lists it.

_list:
    @just --list --unsorted

# The binary, optimised: target/release/ropex
build:
    cargo build --release --locked

# All tests; nothing is fetched while they run
test *ARGS:
    cargo test --locked {{ARGS}}

# Warnings are errors, in tests too
lint:
    cargo fmt --all --check
    cargo clippy --all-targets --locked -- -D warnings

# What a change must pass before it is sent
check: lint test

# The HTML report in a browser (needs Node and Chromium), and JUnit against its schema
browser:
    cargo build --locked
    cd tests/browser && npm ci && npm test

# The picture in the README
screenshot:
    cargo build --locked
    cd tests/browser && npm ci && npm run screenshot

# The main job on the project's own documents
fixtures:
    cargo run --release --locked -- check fixtures/gold --fail-on never

# The library's documentation, in a browser
docs:
    cargo doc --no-deps --document-private-items --open

# Licences, advisories and sources of the dependencies (needs cargo-deny)
deny:
    cargo deny check
