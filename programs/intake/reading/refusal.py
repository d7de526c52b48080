"""Why a file is not read: a stable code, and a sentence that says what to do."""

from dataclasses import dataclass

AGAIN = "Pobierz go jeszcze raz albo poproś urząd pracy o ponowne przesłanie."
ONLY_THE_LIST = "Skopiuj samą listę do nowego skoroszytu, zapisz go jako .xlsx i wczytaj ponownie."
AS_XLSX = "Otwórz go w programie Excel lub LibreOffice i zapisz jako skoroszyt .xlsx."

SENTENCES = {
    "too_large": "Plik ma ponad {limit} MB, a to za dużo jak na listę osób. " + ONLY_THE_LIST,
    "empty_file": (
        "Plik jest pusty. Otwórz go u siebie, sprawdź, czy lista w nim jest, i zapisz ponownie."
    ),
    "empty_workbook": "W skoroszycie nie ma żadnych danych. Sprawdź, czy to właściwy plik.",
    "not_spreadsheet": (
        "To nie jest arkusz kalkulacyjny. Potrzebny jest plik .xlsx, .xls, .ods albo .csv."
    ),
    "pdf": (
        "To jest plik PDF, z którego nie da się pewnie odczytać tabeli. "
        "Poproś urząd pracy o listę w arkuszu kalkulacyjnym."
    ),
    "image": "To jest obraz. Poproś urząd pracy o listę w arkuszu kalkulacyjnym.",
    "document": (
        "To jest dokument tekstowy. "
        "Skopiuj z niego tabelę do arkusza kalkulacyjnego i zapisz ją jako .xlsx."
    ),
    "html": "To jest strona internetowa zapisana pod nazwą arkusza. " + AS_XLSX,
    "old_xml": "To jest arkusz zapisany w dawnej odmianie XML. " + AS_XLSX,
    "binary_workbook": "To jest skoroszyt binarny .xlsb. " + AS_XLSX,
    "macros": "Skoroszyt zawiera makra. " + AS_XLSX,
    "encrypted": (
        "Plik jest zabezpieczony hasłem. Otwórz go u siebie, zdejmij hasło i zapisz ponownie."
    ),
    "truncated": "Plik jest uszkodzony lub niepełny. " + AGAIN,
    "too_many_parts": "Plik składa się z ponad {limit} części, a to nie jest lista osób. "
    + ONLY_THE_LIST,
    "too_much_unpacked": (
        "Po rozpakowaniu plik zajmuje ponad {limit} MB, o wiele więcej niż lista osób. "
    )
    + ONLY_THE_LIST,
    "doctype": "W pliku jest deklaracja typu dokumentu, której arkusz nie potrzebuje. " + AS_XLSX,
    "entities": (
        "W pliku są definicje, które rozrastają się przy czytaniu. Nie wczytuj tego pliku "
        "i powiadom osobę, która opiekuje się systemem."
    ),
    "external_entity": (
        "Plik próbuje sięgnąć do innych plików lub do sieci. Nie wczytuj go "
        "i powiadom osobę, która opiekuje się systemem."
    ),
    "stray_cell": (
        "W arkuszu „{sheet}” jest coś w komórce {address}, daleko poza listą. "
        "Usuń tę zawartość albo skopiuj samą listę do nowego skoroszytu i wczytaj ponownie."
    ),
    "too_many_sheets": (
        "W skoroszycie jest ponad {limit} arkuszy. Zostaw tylko te z listą i wczytaj ponownie."
    ),
    "too_many_rows": (
        "Arkusz „{sheet}” ma ponad {limit} wierszy. Podziel listę na mniejsze pliki."
    ),
    "too_many_columns": (
        "Lista ma ponad {limit} kolumn. Usuń zbędne kolumny i wczytaj plik ponownie."
    ),
    "too_many_cells": (
        "W pliku jest za dużo danych jak na listę osób. Usuń inne arkusze albo podziel listę."
    ),
    "too_many_merges": "W arkuszu „{sheet}” jest zbyt wiele scalonych komórek. Rozdziel je.",
    "long_text": (
        "W komórce {address} jest ponad {limit} znaków. Skróć ten tekst i wczytaj plik ponownie."
    ),
    "open_quote": (
        "W wierszu {row} pliku CSV zaczyna się cudzysłów, którego nikt nie zamknął. "
        "Popraw ten wiersz albo zapisz listę jako skoroszyt .xlsx."
    ),
    "encoding": (
        "Nie udało się rozpoznać polskich liter w pliku. "
        "Zapisz listę jako skoroszyt .xlsx albo jako CSV w kodowaniu UTF-8."
    ),
    "timeout": "Czytanie pliku trwało zbyt długo. " + ONLY_THE_LIST,
    "memory": "Czytanie pliku wymagało zbyt wiele pamięci. " + ONLY_THE_LIST,
    "unreadable": "Nie udało się odczytać tego pliku. " + AS_XLSX,
    # Of the list, once the file is read.
    "no_header": (
        "Nie udało się znaleźć wiersza z nagłówkami kolumn. "
        "Wskaż wiersz nagłówka albo dopisz nad listą nazwy kolumn."
    ),
    "no_identity_columns": (
        "Na liście nie widać, o kogo chodzi: potrzebna jest kolumna z numerem PESEL "
        "albo nazwisko, imię i data urodzenia. Wskaż te kolumny."
    ),
    "no_people": "Pod nagłówkami nie ma żadnej osoby. Sprawdź, czy to właściwy plik.",
    "shifted_columns": (
        "Pod nagłówkiem „{header}” (kolumna {expected}) nie ma numerów PESEL, są za to w kolumnie "
        "{found}. Nagłówki są przesunięte względem danych: popraw plik albo wskaż kolumny."
    ),
    "unknown_sheet": "W pliku nie ma arkusza „{sheet}”. Wybierz jeden z tych, które w nim są.",
    "bad_choice": "Wskazano kolumnę lub wiersz, których na liście nie ma. Wybierz jeszcze raz.",
}


@dataclass(frozen=True)
class Refusal:
    """Why the file was not read, for programs (the code) and for people (the sentence)."""

    code: str
    message: str


class Refused(Exception):
    """The file is not read; the facts fill in the sentence of the code."""

    def __init__(self, code: str, **facts):
        self.code = code
        self.facts = facts
        super().__init__(code)

    @property
    def refusal(self) -> Refusal:
        return Refusal(self.code, SENTENCES[self.code].format(**self.facts))
