//! PDF files for tests, written by hand: one page, one font, and what the test adds.

/// A page of 600 by 800 points with this content; `objects` are numbered from 10, the first is the structure tree root.
///
/// The page is object 3, its annotations are object 20, the interactive form is object 21, if given.
pub(super) fn pdf(content: &str, objects: &[&str]) -> Vec<u8> {
    let mut pdf = Writer {
        out: b"%PDF-1.7\n".to_vec(),
        places: Vec::new(),
    };
    pdf.object(
        1,
        "<</Type /Catalog /Pages 2 0 R /Lang (sk-SK) /StructTreeRoot 10 0 R /AcroForm 21 0 R>>",
    );
    pdf.object(2, "<</Type /Pages /Kids [3 0 R] /Count 1>>");
    pdf.object(
        3,
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Annots 20 0 R \
         /Resources <</Font <</F1 5 0 R /F2 6 0 R>>>>>>",
    );
    pdf.object(
        4,
        &format!("<</Length {}>> stream\n{content}\nendstream", content.len() + 1),
    );
    pdf.object(
        5,
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
    );
    pdf.object(
        6,
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica-BoldOblique /Encoding /WinAnsiEncoding>>",
    );
    pdf.object(7, "<</Title <FEFF005A00E1007A006E0061006D>>>");
    for (number, object) in (10..).zip(objects) {
        pdf.object(number, object);
    }
    pdf.finish()
}

struct Writer {
    out: Vec<u8>,
    places: Vec<(usize, usize)>,
}

impl Writer {
    fn object(&mut self, number: usize, object: &str) {
        self.places.push((number, self.out.len()));
        self.out.extend(format!("{number} 0 obj {object} endobj\n").bytes());
    }

    fn finish(mut self) -> Vec<u8> {
        let start = self.out.len();
        let mut table = "xref\n".to_owned();
        for (number, place) in &self.places {
            table += &format!("{number} 1\n{place:010} 00000 n \n");
        }
        table += &format!("trailer <</Root 1 0 R /Info 7 0 R /Size 30>>\nstartxref\n{start}\n%%EOF\n");
        self.out.extend(table.bytes());
        self.out
    }
}
