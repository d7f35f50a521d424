//! Tables: rows and cells, in whatever groups they stand.

use super::walk::Walk;
use crate::outcome::Failure;
use crate::read::story::{COLUMNS, Grid, Merge, Placed};
use crate::read::xml::Element;

impl<'t> Walk<'t, '_> {
    pub(super) fn table(&mut self, table: Element<'t>) -> Result<(), Failure> {
        let mut grid = Grid::default();
        self.rows(table, false, &mut grid)?;
        for block in grid.finish() {
            self.story.add(block);
        }
        Ok(())
    }

    fn rows(&mut self, parent: Element<'t>, head: bool, grid: &mut Grid) -> Result<(), Failure> {
        for element in parent.elements() {
            match element.name() {
                "table:table-row" if matches!(element.attribute("visibility"), Some("collapse" | "filter")) => {}
                "table:table-row" => {
                    let cells = self.cells(element)?;
                    grid.row(cells, head);
                }
                "table:table-header-rows" => self.rows(element, true, grid)?,
                "table:table-rows" | "table:table-row-group" => self.rows(element, head, grid)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cells(&mut self, row: Element<'t>) -> Result<Vec<Placed>, Failure> {
        let mut placed = Vec::new();
        let mut column: usize = 0;
        for element in row.elements() {
            let number = |name: &str| {
                element
                    .attribute(name)
                    .and_then(|value| value.parse().ok())
                    .unwrap_or(1_usize)
            };
            let repeated = number("number-columns-repeated").clamp(1, COLUMNS);
            if element.name() == "table:table-cell" {
                let blocks = self.apart(element)?;
                placed.push(Placed {
                    column: column.min(COLUMNS),
                    colspan: number("number-columns-spanned"),
                    merge: Merge::Rows(number("number-rows-spanned")),
                    blocks,
                });
            } else if element.name() != "table:covered-table-cell" {
                continue;
            }
            column = (column + repeated).min(COLUMNS);
        }
        Ok(placed)
    }
}
