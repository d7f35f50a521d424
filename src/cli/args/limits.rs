//! Options that bound what one document may take. What each bounds, and the failure that it is, stands in
//! docs/reliability.md.

use std::time::Duration;

use clap::{Args, value_parser};

use crate::read::Limits;

/// How much of everything one document may take.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
pub struct LimitArgs {
    /// Seconds that reading one PDF or office document may take; under OCR, twice what a page may take.
    #[arg(long, value_name = "SECS", default_value = "60", value_parser = seconds)]
    pub timeout: Duration,

    /// MiB of memory that reading one PDF or office document may take.
    #[arg(long, value_name = "MIB", default_value = "2048", value_parser = value_parser!(u64).range(64..1 << 24))]
    pub memory: u64,

    /// MiB of one file.
    #[arg(long, value_name = "MIB", default_value = "256", value_parser = value_parser!(u64).range(1..1 << 24))]
    pub max_file_mib: u64,

    /// Pages of one document.
    #[arg(long, value_name = "N", default_value = "5000")]
    pub max_pages: usize,

    /// Pages of one document to be read by OCR.
    #[arg(long, value_name = "N", default_value = "500")]
    pub max_ocr_pages: usize,

    /// MiB of text of one document.
    #[arg(long, value_name = "MIB", default_value = "32", value_parser = value_parser!(u32).range(1..1 << 12))]
    pub max_text_mib: u32,

    /// MiB of text of one page of PDF.
    #[arg(long, value_name = "MIB", default_value = "2", hide_short_help = true, value_parser = value_parser!(u32).range(1..1 << 12))]
    pub max_page_text_mib: u32,

    /// Table cells of one document.
    #[arg(long, value_name = "N", default_value = "1000000")]
    pub max_table_cells: usize,

    /// Elements, lists or tables inside each other.
    #[arg(long, value_name = "N", default_value = "256", hide_short_help = true, value_parser = value_parser!(u32).range(1..=1024))]
    pub max_nesting: u32,

    /// Files in an archive, with those of archives inside it; parts of an office document.
    #[arg(long, value_name = "N", default_value = "10000", hide_short_help = true)]
    pub max_members: usize,

    /// MiB that an archive or an office document unpacks to.
    #[arg(long, value_name = "MIB", default_value = "1024", hide_short_help = true, value_parser = value_parser!(u64).range(1..1 << 24))]
    pub max_unpacked_mib: u64,

    /// Bytes that an archive or an office document unpacks to for each of its own.
    #[arg(long, value_name = "N", default_value = "200", hide_short_help = true)]
    pub max_unpacked_ratio: u64,

    /// Archives inside each other.
    #[arg(long, value_name = "N", default_value = "3", hide_short_help = true, value_parser = value_parser!(u32).range(1..=16))]
    pub max_archive_depth: u32,
}

impl LimitArgs {
    /// Those that readers hold to; time and memory are held for them.
    pub(in crate::cli) fn of_readers(&self) -> Limits {
        let mib = |mib: u32| usize::try_from(u64::from(mib) << 20).unwrap_or(usize::MAX);
        Limits {
            file_bytes: self.max_file_mib << 20,
            pages: self.max_pages,
            text_bytes: mib(self.max_text_mib),
            page_text_bytes: mib(self.max_page_text_mib),
            table_cells: self.max_table_cells,
            ocr_pages: self.max_ocr_pages,
            nesting: self.max_nesting as usize,
            members: self.max_members,
            unpacked_bytes: self.max_unpacked_mib << 20,
            unpacked_ratio: self.max_unpacked_ratio,
            archive_depth: self.max_archive_depth as usize,
        }
    }
}

fn seconds(word: &str) -> Result<Duration, String> {
    let seconds: f64 = word.parse().map_err(|_| "not a number of seconds".to_owned())?;
    match Duration::try_from_secs_f64(seconds) {
        // A day is as good as no limit, and no sum with it overflows.
        Ok(time) if seconds > 0.0 && seconds <= 86_400.0 => Ok(time),
        _ => Err("wants more than 0 and at most 86400 seconds".to_owned()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::read::Limit;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        limits: LimitArgs,
    }

    fn parsed(line: &[&str]) -> Limits {
        let line = [&["ropex"], line].concat();
        Line::try_parse_from(line).unwrap().limits.of_readers()
    }

    #[test]
    fn without_options_the_limits_are_those_of_the_library() {
        assert_eq!(parsed(&[]), Limits::default());
    }

    #[test]
    fn every_limit_is_set_by_the_option_that_its_failure_names() {
        for limit in Limit::ALL {
            let unit = if limit.option().ends_with("-mib") { 1 << 20 } else { 1 };
            let limits = parsed(&[limit.option(), "7"]);
            assert_eq!(limits.of(limit), 7 * unit, "{}", limit.option());
            let others = Limit::ALL.into_iter().filter(|other| *other != limit);
            for other in others {
                assert_eq!(limits.of(other), Limits::default().of(other), "{}", limit.option());
            }
        }
    }
}
