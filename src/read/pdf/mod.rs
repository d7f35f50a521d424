//! PDF → pages of glyphs, ruling lines and tags.
