"""The text of each PDF named on standard input, by one of the peers, thrown away: what counts is what it costs.

    text.py PEER < FILES
"""

import sys


def pypdfium2(path):
    import pypdfium2

    for page in pypdfium2.PdfDocument(path):
        page.get_textpage().get_text_range()


def pymupdf(path):
    import pymupdf

    with pymupdf.open(path) as document:
        for page in document:
            page.get_text()


def pdfplumber(path):
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()


def unstructured(path):
    from unstructured.partition.pdf import partition_pdf

    partition_pdf(path, strategy="fast")


def kreuzberg(path):
    import kreuzberg

    kreuzberg.extract_file_sync(path)


def docling(path):
    from docling.document_converter import DocumentConverter

    DocumentConverter().convert(path)


peer = {f.__name__: f for f in (pypdfium2, pymupdf, pdfplumber, unstructured, kreuzberg, docling)}[sys.argv[1]]
failed = 0
for line in sys.stdin.read().splitlines():
    try:
        peer(line)
    except Exception:
        failed += 1
print(failed)
