"""Office files in LibreOffice: they open, print, and say what they said. Look at the pictures."""

from pathlib import Path

import openpyxl
import pytest

from commands import SAMPLES, run, sample, saved
from hostile_sessions import filled
from installed_programs import ran
from payloads import MARKUP, TERMINAL
from valueworkshop.core.handout.two_pages import two_pages
from valueworkshop.core.show.blocks import Bullets, Heading, Paragraph

pytestmark = pytest.mark.external
pytest_plugins = ["external_tools"]

STRANGE = " ".join((*MARKUP.values(), *TERMINAL.values()))


def converted(file: Path, to: str, folder: Path) -> Path:
    """Have LibreOffice open a file and write it in another form, with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    ran("soffice", profile, "--headless", "--convert-to", to, "--outdir", folder, file)
    return (folder / file.name).with_suffix(f".{to.partition(':')[0]}")


def exported(name: str, file: Path, *options: str, folder: Path = SAMPLES) -> Path:
    done = run(folder, "export", name, "-o", str(file), *options)
    assert done.exit_code == 0, done.output
    return file


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_short_report_prints_with_all_its_words(
    paper: str, tmp_path: Path, pictures: Path
) -> None:
    name = "prestige-car-maker"
    file = exported(name, tmp_path / f"{name}-{paper}.docx", "--paper", paper)
    pdf = converted(file, "pdf", tmp_path)
    text = " ".join(ran("pdftotext", "-layout", pdf, "-").split())
    told = two_pages(sample(name))
    wanted = [each.text for each in told if isinstance(each, Heading | Paragraph)]
    wanted += [each for block in told if isinstance(block, Bullets) for each in block.items]
    assert [each for each in wanted if " ".join(each.split()) not in text] == []
    size = ran("pdfinfo", pdf)
    assert ("595" in size) if paper == "a4" else ("612 x 792" in size)
    ran("pdftoppm", "-r", "70", "-png", pdf, pictures / f"{name}-{paper}-docx")


def test_the_full_report_prints_and_shows_its_contents(tmp_path: Path, pictures: Path) -> None:
    file = exported("office-coffee", tmp_path / "office-coffee.docx", "--full")
    pdf = converted(file, "pdf", tmp_path)
    text = ran("pdftotext", "-layout", pdf, "-")
    assert text.count("Nine gaps") >= 2  # in the contents, and over the section
    ran("pdftoppm", "-r", "50", "-png", pdf, pictures / "office-coffee-docx")


def test_hostile_words_are_printed_as_words(tmp_path: Path) -> None:
    saved(tmp_path, filled(STRANGE))
    file = exported("one", tmp_path / "hostile.docx", folder=tmp_path)
    text = "".join(ran("pdftotext", converted(file, "pdf", tmp_path), "-").split())
    assert "".join(MARKUP["action"].split()) in text


def test_a_workbook_calculates_nothing_and_keeps_its_cells(tmp_path: Path) -> None:
    saved(tmp_path, filled(f"=1+1 {STRANGE}"))
    file = exported("one", tmp_path / "hostile.xlsx", folder=tmp_path)
    before = openpyxl.load_workbook(file)["Actions"]
    again = tmp_path / "again"
    again.mkdir()
    after = openpyxl.load_workbook(converted(file, "xlsx", again))["Actions"]
    assert list(after.values) == list(before.values)
    assert not [cell for row in after.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_workbook_prints_with_its_chart(tmp_path: Path, pictures: Path) -> None:
    pdf = converted(exported("prestige-car-maker", tmp_path / "book.xlsx"), "pdf", tmp_path)
    assert "Gaps, in points of 100" in ran("pdftotext", pdf, "-")
    ran("pdftoppm", "-r", "60", "-l", "4", "-png", pdf, pictures / "prestige-car-maker-xlsx")


def test_statuses_come_back_from_a_table_that_libreoffice_saved(tmp_path: Path) -> None:
    saved(tmp_path, sample("restaurant"))
    for ending, to in (("csv", "xlsx"), ("xlsx", "csv")):
        file = tmp_path / f"actions.{ending}"
        assert run(tmp_path, "actions", "--all", "-o", str(file)).exit_code == 0
        if ending == "csv":
            file.write_text(file.read_text().replace('"not started"', '"done"'))
        again = tmp_path / f"by-{ending}"
        again.mkdir()
        wanted = converted(file, to, again)
        told = run(tmp_path, "actions", "update", str(wanted), "--yes")
        assert told.exit_code == 0, told.output
        assert ("Taken: 3 actions" if ending == "csv" else "Nothing to change") in told.output
