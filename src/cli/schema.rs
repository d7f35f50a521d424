//! `ropex schema`: the JSON Schema of the output, made from the types that are the output.

use std::io::Write;

use super::args::Schema;
use super::run::stdout;
use super::{Error, Exit};
use crate::write::Line;

pub(super) fn run(what: Schema) -> Result<Exit, Error> {
    let schema = match what {
        // Whoever reads the output sees what is written: fields that are left out when empty are not required.
        Schema::Record => schemars::generate::SchemaSettings::draft2020_12()
            .for_serialize()
            .into_generator()
            .into_root_schema_for::<Line<'static>>(),
    };
    let mut out = stdout();
    serde_json::to_writer_pretty(&mut out, &schema).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(Exit::Done)
}
