//! Small files, word by word.
