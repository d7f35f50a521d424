//! Small packages, part by part.
