"""Commands refuse bad input in one plain line, with an exit code, and write nothing half-way."""

import io

import pytest
from django.core.management import CommandError, call_command

REFUSED_BY_PARSER = "is not a year between 1990 and 2100"


@pytest.mark.parametrize("command", ["figures", "report"])
@pytest.mark.parametrize("year", ["1989", "2101", "20l5", "²015", "-5", ""])
def test_year_out_of_range_is_refused(command, year):
    with pytest.raises(CommandError, match=REFUSED_BY_PARSER):
        call_command(command, year)


def test_unknown_figure_is_refused_with_the_nearest(db):
    with pytest.raises(CommandError, match=r"unknown figure psu\.wroked; did you mean psu\.worked"):
        call_command("figures", "2015", "--key", "psu.wroked")


@pytest.mark.parametrize("command", ["figures", "report"])
def test_year_without_data_is_refused(db, command):
    with pytest.raises(CommandError, match="there is no data for the year 1999"):
        call_command(command, "1999")


def test_year_without_data_leaves_no_file(db, tmp_path):
    with pytest.raises(CommandError):
        call_command("report", "1999", output=tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


def test_report_that_cannot_be_written_says_so(demo, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match=r"cannot write .*: (Not a directory|File exists)"):
        call_command("report", "2015", output=tmp_path / "file" / "report.pdf")


def test_one_figure_is_printed_alone(demo):
    out = io.StringIO()
    call_command("figures", "2015", "--key", "pai.completed", "--format", "csv", stdout=out)
    assert out.getvalue() == "key;value;unit\npai.completed;28;people\n"


def test_figures_read_in_polish(demo):
    out = io.StringIO()
    call_command("figures", "2015", "--key", "rp.cost_total", stdout=out)
    assert out.getvalue() == "Koszty robót publicznych: 354 549,39 zł (bez grudnia)\n"
