//! One pass over the nodes of a part: headings open claims, text goes to the claim that is open.

use super::{Claim, Section, doubts, instructions, likely};
use crate::document::{Block, Line, Role, Style, TextBlock};
use crate::outline::{Grid, Heading, LabelMark, Mark, Node};
use crate::record::Evidence;
use crate::rules::{Found, Rules, Scope};

/// With this many headings of a stronger look, a short line on its own is a value even where it reads like a heading.
const STRONG: usize = 3;

/// What one pass found.
pub(super) struct Walked<'r> {
    pub(super) claims: Vec<Claim<'r>>,
    pub(super) unmapped: Vec<Section<'r>>,
    pub(super) opening: Vec<Line>,
    pub(super) first_heading: Option<Line>,
    pub(super) unplaced: Vec<Block>,
}

/// Walks over the nodes of a part.
pub(super) fn walk<'r>(nodes: &[Node], scope: &Scope<'r>, rules: &'r Rules) -> Walked<'r> {
    let plain_allowed = strong_headings(nodes, scope) < STRONG;
    let mut walk = Walk {
        scope,
        rules,
        plain_allowed,
        colons: colon_headings(nodes, scope) >= STRONG,
        asks: plain_allowed && questions(nodes) >= STRONG,
        open: Vec::new(),
        claims: Vec::new(),
        unmapped: Vec::new(),
        opening: Vec::new(),
        told: Vec::new(),
        unplaced: Vec::new(),
        below: Vec::new(),
        within: Vec::new(),
        first_heading: None,
    };
    for node in nodes {
        match node {
            Node::Heading(heading) => walk.heading(heading),
            Node::Label(label) => walk.label(label),
            Node::Body(block) if block.role == Role::Note => walk.note(block),
            Node::Body(block) => walk.text(Block::Text(block.clone())),
            Node::Table(grid) => walk.table(grid),
        }
    }
    walk.finish()
}

/// Questions that stand as headings.
fn questions(nodes: &[Node]) -> usize {
    let question = |node: &&Node| matches!(node, Node::Heading(heading) if heading.mark == Mark::Question);
    nodes.iter().filter(question).count()
}

/// Fields that headings of a look stronger than shortness ask for.
fn strong_headings(nodes: &[Node], scope: &Scope<'_>) -> usize {
    let mut fields = std::collections::BTreeSet::new();
    for node in nodes {
        let found = match node {
            Node::Heading(heading) if !matches!(heading.mark, Mark::Plain | Mark::Question) => {
                scope.exact(&heading.text)
            }
            Node::Label(label) => scope.exact(&label.text),
            _ => None,
        };
        fields.extend(found.map(|found| found.fields[0]));
    }
    fields.len()
}

/// Fields that lines ask for which nothing but a colon marks.
fn colon_headings(nodes: &[Node], scope: &Scope<'_>) -> usize {
    let found = nodes.iter().filter_map(|node| match node {
        Node::Heading(heading) if heading.mark == Mark::Colon => scope.exact(&heading.text),
        Node::Label(label) if label.mark == LabelMark::Colon => scope.exact(&label.text),
        _ => None,
    });
    let sure = found.filter(|found| !found.weak).map(|found| found.fields[0]);
    sure.collect::<std::collections::BTreeSet<_>>().len()
}

/// Lines of an address are no longer than this (Unicode scalars).
const LONGEST_ADDRESS: usize = 100;

/// Where text goes that comes next.
pub(super) struct Open {
    pub(super) target: Target,
    /// Rank of its heading; labels are deeper than every heading.
    pub(super) rank: u8,
    /// A label that has its value takes nothing more.
    pub(super) full: bool,
    /// A label with a party beside it takes the lines of its address, and no running text.
    pub(super) party: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Target {
    Claim(usize),
    Section(usize),
}

/// Labels are deeper than every heading.
pub(super) const LABEL_RANK: u8 = u8::MAX;

pub(super) struct Walk<'a, 'r> {
    pub(super) scope: &'a Scope<'r>,
    pub(super) rules: &'r Rules,
    pub(super) plain_allowed: bool,
    /// Lines that end in a colon are headings here: "Purpose:", "Recipients:".
    pub(super) colons: bool,
    /// Questions and lines on their own are all the headings that there are.
    pub(super) asks: bool,
    pub(super) open: Vec<Open>,
    pub(super) claims: Vec<Claim<'r>>,
    pub(super) unmapped: Vec<Section<'r>>,
    pub(super) opening: Vec<Line>,
    /// Claims that sentences made, with the section that each stands in.
    pub(super) told: Vec<(usize, Option<usize>)>,
    /// Text under no heading that tells no field.
    unplaced: Vec<Block>,
    /// Claims of labels, with the claim of the heading that they stand under.
    pub(super) below: Vec<(usize, usize)>,
    /// Sections of unknown labels, with the section of the unknown heading that they stand under.
    pub(super) within: Vec<(usize, usize)>,
    /// The first heading, if the author marked it as one and no field is named before it.
    first_heading: Option<Line>,
}

impl<'r> Walk<'_, 'r> {
    fn heading(&mut self, heading: &Heading) {
        let found = self.found_for(heading);
        match found {
            Some(found) => self.open_claim(found, heading),
            // A sub-heading of a value, or a line that only looked like a heading.
            None if self.takes_in(heading) => self.text(Block::Text(heading.whole.clone())),
            None => self.open_section(heading),
        }
    }

    /// The field of a heading, as far as its look and place allow one.
    fn found_for(&self, heading: &Heading) -> Option<Found<'r>> {
        let text = heading.text.as_str();
        // Above everything else, the name of a kind of document is its title.
        if self.nothing_headed() && self.scope.is_document_title(text) {
            return None;
        }
        let exact = self.scope.exact(text);
        let found = match heading.mark {
            Mark::Plain => exact
                .filter(|found| {
                    found.evidence == Evidence::Template || self.plain_allowed && (!found.weak || self.asks)
                })
                .or_else(|| self.scope.asked(text).filter(|_| self.plain_allowed)),
            // "Contact details:" inside a section is a caption of its list.
            Mark::Colon => exact
                .or_else(|| self.scope.similar(text).filter(|_| self.colons))
                .filter(|found| !found.weak && self.parent().is_none_or(|open| open.rank >= heading.rank)),
            // The document's own title is near to many a phrase.
            _ if self.opening.is_empty() && self.nothing_headed() => exact,
            _ => exact.or_else(|| self.scope.find(text)),
        }?;
        // "Information duties under Art. 13 and 14" over everything else is the name of the notice, not where one is.
        if heading.mark.closes() && self.nothing_headed() && self.rules.field(found.fields[0]).id == "privacy_notice" {
            return None;
        }
        // Below a heading that has a field, only a sure heading begins another one. A heading that was only likely, or
        // that has no text of its own so far, may be the title of a section: below it, likely ones do.
        let above = self.parent().filter(|open| open.rank < heading.rank);
        let title = |claim: &Claim<'_>| claim.evidence == Evidence::Similar || claim.blocks.is_empty();
        let allowed = match above.map(|open| open.target) {
            Some(Target::Claim(at)) => !found.weak && (found.evidence != Evidence::Similar || title(&self.claims[at])),
            _ => true,
        };
        allowed.then_some(found)
    }

    /// The claim of a heading that is open, labels passed over.
    pub(super) fn parent(&self) -> Option<&Open> {
        self.open
            .iter()
            .rev()
            .find(|open| open.rank != LABEL_RANK)
            .filter(|open| matches!(open.target, Target::Claim(_)))
    }

    fn takes_in(&self, heading: &Heading) -> bool {
        // Among headings that only a colon marks, one in words of its own.
        let beside = self.parent().is_none_or(|open| open.rank >= heading.rank);
        if heading.mark == Mark::Colon && !heading.bullet && beside && self.is_likely(&heading.text) {
            return false;
        }
        let asked = self.asks && matches!(heading.mark, Mark::Question | Mark::Plain);
        let marked = heading.mark.closes() || asked || heading.mark == Mark::Bold && !heading.bullet;
        if !marked {
            return true;
        }
        self.parent().is_some_and(|open| open.rank < heading.rank)
            || heading.mark == Mark::Bold && self.parent().is_some_and(|open| open.rank <= heading.rank)
    }

    /// Where colons mark headings, a line before a colon that comes near to a phrase is one more.
    pub(super) fn is_likely(&self, text: &str) -> bool {
        self.colons && !self.scope.is_part(text) && self.scope.likely(text).is_some()
    }

    fn open_claim(&mut self, found: Found<'r>, heading: &Heading) {
        self.open.retain(|open| open.rank < heading.rank);
        self.mark_parents();
        self.open.push(Open {
            target: Target::Claim(self.claims.len()),
            rank: heading.rank,
            full: false,
            party: false,
        });
        let (text, glued) = match self.glued_value(heading) {
            Some((label, value)) => (label.to_owned(), vec![value]),
            None => (heading.text.clone(), Vec::new()),
        };
        let line = Line {
            text,
            lead: 0,
            location: heading.location,
        };
        self.claims.push(claim(found, line, glued));
    }

    /// The value on the line of its heading: `## Controller: Example Ltd`.
    fn glued_value<'h>(&self, heading: &'h Heading) -> Option<(&'h str, Block)> {
        let (label, value) = heading.text.split_once(": ")?;
        self.scope.exact(label).filter(|_| !value.trim().is_empty())?;
        let line = Line {
            text: value.trim().to_owned(),
            lead: 0,
            location: heading.location,
        };
        let block = TextBlock {
            role: Role::Paragraph,
            lines: vec![line],
            style: Style::default(),
        };
        Some((label, Block::Text(block)))
    }

    fn open_section(&mut self, heading: &Heading) {
        if self.nothing_headed() {
            if self.opening.is_empty() && heading.mark == Mark::Markup {
                self.first_heading = Some(Line {
                    text: heading.text.clone(),
                    lead: 0,
                    location: heading.location,
                });
            }
            self.opening.extend(heading.whole.lines.iter().cloned());
        }
        self.open.retain(|open| open.rank < heading.rank);
        self.open.push(Open {
            target: Target::Section(self.unmapped.len()),
            rank: heading.rank,
            full: false,
            party: false,
        });
        let line = Line {
            text: heading.text.clone(),
            lead: 0,
            location: heading.location,
        };
        self.add_section(line, Vec::new(), false);
    }

    pub(super) fn add_section(&mut self, heading: Line, blocks: Vec<Block>, label: bool) {
        let nearest = self.scope.nearest(&heading.text);
        self.unmapped.push(Section {
            heading,
            blocks,
            nearest,
            label,
        });
    }

    pub(super) fn text(&mut self, block: Block) {
        if self.nothing_headed()
            && let Block::Text(text) = &block
        {
            self.opening.extend(text.lines.iter().cloned());
        }
        let prose = matches!(&block, Block::Text(text) if text.text().chars().count() > LONGEST_ADDRESS);
        while self.open.last().is_some_and(|open| open.full || prose && open.party) {
            self.open.pop();
        }
        let Some(block) = self.by_sentence(block) else { return };
        match self.open.last().map(|open| open.target) {
            Some(Target::Claim(at)) => self.claims[at].blocks.push(block),
            Some(Target::Section(at)) => self.unmapped[at].blocks.push(block),
            None => self.unplaced.push(block),
        }
    }

    /// A note stands at the foot of a page or document, and is no part of the section that happens to end there.
    fn note(&mut self, note: &TextBlock) {
        self.unmapped.push(Section {
            heading: Line {
                text: note.text(),
                lead: 0,
                location: note.location(),
            },
            blocks: Vec::new(),
            nearest: Vec::new(),
            label: false,
        });
    }

    /// A table that is content goes whole to what is open.
    fn table(&mut self, grid: &Grid) {
        let columns = self.columns(grid);
        if !columns.is_empty() {
            self.claims.extend(columns);
            return;
        }
        let rows = grid.rows.iter().map(|row| Line {
            text: row.line().replace('\n', " "),
            lead: 0,
            location: row.location,
        });
        let block = TextBlock {
            role: Role::Paragraph,
            lines: rows.collect(),
            style: Style::default(),
        };
        self.text(Block::Text(block));
    }

    /// What opens next stands below the headings that are open now.
    pub(super) fn mark_parents(&mut self) {
        for open in &self.open {
            if let Target::Claim(at) = open.target {
                self.claims[at].parent = true;
            }
        }
    }

    fn finish(mut self) -> Walked<'r> {
        for claim in &mut self.claims {
            instructions::strip(&mut claim.blocks, self.scope);
        }
        instructions::strip_captions(&mut self.claims);
        doubts::narrow(&mut self.claims, &self.below);
        let borne_out = doubts::borne_out(&self.claims, &self.below);
        self.drop_undated();
        self.drop_weak();
        likely::claim(&mut self);
        // A heading over headings that says nothing itself is a title of a section.
        self.claims.retain(|claim| !(claim.parent && claim.blocks.is_empty()));
        doubts::demote_similar(&mut self.claims, &mut self.unmapped, &borne_out);
        Walked {
            claims: self.claims,
            unmapped: self.unmapped,
            opening: self.opening,
            first_heading: self.first_heading,
            unplaced: self.unplaced,
        }
    }
}

pub(super) fn claim(found: Found<'_>, heading: Line, blocks: Vec<Block>) -> Claim<'_> {
    Claim {
        fields: found.fields,
        heading: Some(heading),
        blocks,
        rule: found.rule,
        evidence: found.evidence,
        weak: found.weak,
        inherited: false,
        parent: false,
    }
}
