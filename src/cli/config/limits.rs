//! `[check.limits]`: options that bound what one document may take.

use std::time::Duration;

use serde_spanned::Spanned;

use super::file::Limits;
use super::lay;
use crate::cli::args::LimitArgs;

impl Limits {
    /// Puts these limits where the command line has none of its own; `free` tells that of an option.
    pub(super) fn lay_under(&self, args: &mut LimitArgs, free: &dyn Fn(&str) -> bool) {
        fn number<T: TryFrom<u64>>(value: &Option<Spanned<u64>>) -> Option<T> {
            value.as_ref().and_then(|value| T::try_from(*value.get_ref()).ok())
        }
        macro_rules! lay_each {
            ($($option:ident = $value:expr),* $(,)?) => {
                $(lay(&mut args.$option, $value.filter(|_| free(stringify!($option))));)*
            };
        }
        lay_each! {
            timeout = number(&self.timeout).map(Duration::from_secs),
            memory = number(&self.memory),
            max_file_mib = number(&self.max_file_mib),
            max_pages = self.max_pages,
            max_ocr_pages = self.max_ocr_pages,
            max_text_mib = number(&self.max_text_mib),
            max_page_text_mib = number(&self.max_page_text_mib),
            max_table_cells = self.max_table_cells,
            max_nesting = number(&self.max_nesting),
            max_members = self.max_members,
            max_unpacked_mib = number(&self.max_unpacked_mib),
            max_unpacked_ratio = self.max_unpacked_ratio,
            max_archive_depth = number(&self.max_archive_depth),
        }
    }
}
