"""The accounts of the demonstration, whose passwords everybody may know."""

from typing import NamedTuple


class DemoAccount(NamedTuple):
    username: str
    password: str
    role: str


DEMO_ACCOUNTS = [
    DemoAccount("pracownik", "zielony-rower-2015", "pracownik socjalny"),
    DemoAccount("kierownik", "spokojna-rzeka-2015", "kierownik działu"),
    DemoAccount("administrator", "srebrny-klucz-2015", "administrator"),
    DemoAccount("audytor", "uważna-sowa-2015", "audytor (tylko odczyt)"),
]
