//! Small packages, part by part.

use super::*;
