"""PDF files become paragraphs, with title, outlet and day, without what runs along each page."""

from datetime import UTC, datetime

import pytest

from fogline.reports import Read, Refused, read
from fogline.reports.draft import Context
from fogline.reports.inputs import Input, form_of
from fogline.reports.pdf import text_of

CONTEXT = Context(zone="Africa/Khartoum", fetched=datetime(2025, 11, 1, tzinfo=UTC))
FIRST = [
    "Flash update: displacement from Sadove",
    "UN Office of the Valley",
    "28 October 2025",
    "",
    "More than 26,000 people have fled Sadove since Sunday, most of them on foot towards Kamin,",
    "some 60 km to the west. Local volunteers said that the road was under fire and that the hos-",
    "pital had received 40 wounded.",
    "The army said on Monday that its troops had withdrawn from the city to spare its residents.",
]
SECOND = [
    "Aid convoys have been held up at the checkpoint for three days, the agency said, because the",
    "fighting around the airport continues.",
]


def pdf(*pages: list[str], properties: str = "", tail: bytes = b"") -> bytes:
    """Return a small PDF with these lines on its pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj" for line in lines)
        stream = f"BT /F1 10 Tf 50 780 Td 14 TL {shown} ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(kids))
    objects.append(f"<< {properties} >>".encode())
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return out + b"startxref\n%d\n%%%%EOF\n" % start + tail


def only(data: bytes) -> Read | Refused:
    form = form_of(data[:4096], ".pdf") or "?"
    (found,) = read([Input(name="update.pdf", form=form, data=data)], CONTEXT)
    return found


def test_a_situation_report_has_title_outlet_day_and_paragraphs():
    """Lines of the page are joined, a hyphen at a line's end goes, a heading stays apart."""
    found = only(pdf(FIRST, SECOND))
    assert isinstance(found, Read), found
    report = found.report
    assert report.title == "Flash update: displacement from Sadove"
    assert report.outlet == "UN Office of the Valley"
    assert report.published == "2025-10-28T23:59:59+02:00"
    assert "towards Kamin, some 60 km to the west." in report.text
    assert "the hospital had received 40 wounded." in report.text
    assert "wounded.\n\nThe army said" in report.text


def test_what_runs_along_every_page_is_no_text():
    """Heads, feet and page numbers go; a sentence runs on over the page."""
    said = ("Sadove was shelled", "Kamin was cut off", "Orlivka held out", "The bridge fell")
    pages = [
        ["Valley weekly, no. 7", "", f"{words} in the week of which we write,", "as villagers told us,",
         f"and after what happened there ({words.lower()})", f"page {n} of 4"]
        for n, words in enumerate(said, 1)
    ]  # fmt: skip
    text = text_of(["\n".join(p) for p in pages])
    assert "Valley weekly" not in text
    assert "page" not in text
    assert all(words in text for words in said)


def test_the_properties_say_the_day_that_the_text_does_not():
    """The day on which the file was made stands in for none."""
    found = only(pdf(SECOND, properties="/CreationDate (D:20251027093000Z) /Title (Weekly)"))
    assert isinstance(found, Read)
    assert found.report.published == "2025-10-27T09:30:00+00:00"
    assert found.report.title == "Weekly"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n" + b"\x00\xff" * 300, "a broken PDF"),
        (pdf([""]), "a picture of pages"),
        (b"%PDF-", "a broken PDF"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_what_to_do(data, reason):
    """Broken, scanned, empty: one sentence each."""
    found = only(data)
    assert isinstance(found, Refused)
    assert reason in found.reason
