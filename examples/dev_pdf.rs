//! Throwaway: dumps what the PDF reader sees.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
use ropex::read::{Limits, pdf};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let bytes = std::fs::read(&args[2]).unwrap();
    if args[1] == "doc" {
        match pdf::read(&bytes, &Limits::default(), pdf::Reader::Auto) {
            Err(e) => println!("ERR {e}"),
            Ok(d) => { println!("{:?} {:?} {} pages {} blocks", d.text_source, d.title, d.pages.len(), d.blocks.len()); for b in &d.blocks { println!("{}", b.text()); } }
        }
        return;
    }
    match pdf::extract(&bytes, &Limits::default()) {
        Err(e) => println!("ERR {e}"),
        Ok(x) => match args[1].as_str() {
            "text" => {
                for p in &x.pages {
                    let mut last: Option<&ropex::read::layout::Glyph> = None;
                    for g in &p.glyphs {
                        if let Some(l) = last {
                            if (l.baseline - g.baseline).abs() > 0.3 * g.size || l.turn != g.turn {
                                println!();
                            } else if g.rect.x - l.rect.right() > 0.15 * g.size || g.rect.x < l.rect.x - 0.5 * g.size {
                                print!(" ");
                            }
                        }
                        print!("{}", g.text);
                        last = Some(g);
                    }
                    println!();
                }
            }
            "glyphs" => {
                for p in &x.pages {
                    println!(
                        "{} {}x{} cover {} unreadable {}",
                        p.number, p.width, p.height, p.image_cover, p.unreadable_glyphs
                    );
                    for g in &p.glyphs {
                        println!("{g:?}");
                    }
                }
            }
            "rules" => {
                for p in &x.pages {
                    for g in &p.rules {
                        println!("{} {g:?}", p.number);
                    }
                }
            }
            "tags" => println!("{:#?}", x.tags),
            _ => {
                println!(
                    "title {:?} language {:?} tags {}",
                    x.title,
                    x.language,
                    x.tags.is_some()
                );
                for p in &x.pages {
                    println!(
                        "{} {}x{} glyphs {} rules {} cover {} unreadable {} bold {} mcid {} artifact {}",
                        p.number,
                        p.width,
                        p.height,
                        p.glyphs.len(),
                        p.rules.len(),
                        p.image_cover,
                        p.unreadable_glyphs,
                        p.glyphs.iter().filter(|g| g.bold).count(),
                        p.glyphs.iter().filter(|g| g.mcid.is_some()).count(),
                        p.glyphs.iter().filter(|g| g.artifact).count()
                    );
                }
            }
        },
    }
}
