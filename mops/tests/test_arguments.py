"""Commands called with missing or wrong arguments say so in plain Polish and end with 2."""

import pytest
from django.core.management import CommandError, ManagementUtility, call_command

COMMANDS = {
    "import_referrals": ("lista.xlsx", "--program", "PSU", "--year", "2015"),
    "export_data": ("dane.xlsx",),
    "list_template": ("wzor.xlsx",),
    "worker": (),
    "clear_lists": (),
}


@pytest.fixture
def run(capsys):
    """Calls the command as the command line does; its status and what it said."""

    def command(*arguments):
        with pytest.raises(SystemExit) as ended:
            ManagementUtility(["manage.py", *arguments]).execute()
        said = capsys.readouterr()
        return ended.value.code, (said.err or said.out).rstrip()

    return command


@pytest.mark.parametrize(("name", "right"), COMMANDS.items())
def test_an_argument_that_is_not_known_is_told(run, name, right):
    help_at = f"Co podać, powie: manage.py {name} --help"

    assert run(name, *right, "--nieznany") == (2, f"Tego polecenie nie zna: --nieznany. {help_at}")


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("import_referrals", "PLIK, --program, --year"),
        ("export_data", "PLIK"),
        ("list_template", "PLIK"),
    ],
)
def test_arguments_that_are_missing_are_named(run, name, missing):
    assert run(name) == (2, f"Brakuje: {missing}. Co podać, powie: manage.py {name} --help")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--year", "dwa"), "Po --year podaj liczbę, a nie „dwa”."),
        (("--year",), "Po --year podaj wartość."),
        (("--edition", "III"), "Po --edition podaj liczbę, a nie „III”."),
        (("--dry-run=tak",), "Po --dry-run nie podawaj wartości „tak”."),
        (("--re",), "Po --report podaj wartość."),
        (("--verbosity", "7"), "Po -v/--verbosity podaj jedno z: 0, 1, 2, 3."),
    ],
)
def test_what_is_wrong_with_a_value_is_told(run, arguments, sentence):
    status, said = run("import_referrals", *COMMANDS["import_referrals"], *arguments)

    assert (status, said.split(" Co podać")[0]) == (2, sentence)


def test_an_interval_that_is_no_number_is_told(run):
    status, said = run("worker", "--interval", "często")

    assert (status, said.split(" Co podać")[0]) == (
        2,
        "Po --interval podaj liczbę, a nie „często”.",
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_polish(run, name):
    status, said = run(name, "--help")

    assert (status, said.split()[0]) == (0, "użycie:")
    assert "opcje:" in said
    assert not {"options:", "usage:", "show", "Skip", "Verbosity"} & set(said.split())


def test_a_program_that_calls_the_command_gets_the_same_sentence():
    with pytest.raises(CommandError) as refused:
        call_command("list_template")

    assert (refused.value.returncode, str(refused.value).split(" Co")[0]) == (2, "Brakuje: PLIK.")
