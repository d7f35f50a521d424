#![no_main]

use ropex::document::Format;

ropex_fuzz::reads_package!(Format::Xlsx);
