"""Courses for the staff of the centre and of its partners."""

from datetime import date

from programs.actions import record_training
from reporting.demo.stage import Stage

COURSES = (
    ("mops", date(2014, 3, 18), "Kontrakt socjalny w praktyce", 3),
    ("mops", date(2014, 10, 7), "Praca z osobą uzależnioną", 2),
    ("pup", date(2014, 5, 27), "Profilowanie pomocy dla bezrobotnych", 6),
    ("reda", date(2014, 11, 13), "Rozliczanie dotacji", 1),
    ("mops", date(2015, 1, 20), "Program Aktywizacja i Integracja – zasady realizacji", 3),
    ("mops", date(2015, 2, 12), "Rozliczanie prac społecznie użytecznych", 1),
    ("mops", date(2015, 3, 17), "Praca socjalna z osobą długotrwale bezrobotną", 2),
    ("mops", date(2015, 4, 16), "Konferencja Grupy Rodzinnej – warsztat dla koordynatorów", 1),
    ("mops", date(2015, 5, 21), "Dialog motywujący", 1),
    ("mops", date(2015, 6, 11), "Ochrona danych osobowych w pomocy społecznej", 1),
    ("mops", date(2015, 9, 10), "Ekonomia społeczna w gminie", 1),
    ("mops", date(2015, 9, 24), "Przygotowanie projektu do konkursu RPO", 2),
    ("mops", date(2015, 10, 22), "Readaptacja osób opuszczających zakłady karne", 1),
    ("mops", date(2015, 12, 3), "Zmiany w prawie pomocy społecznej", 1),
    ("pup", date(2015, 1, 15), "Indywidualny Plan Działania", 4),
    ("pup", date(2015, 2, 5), "Program Aktywizacja i Integracja – współpraca z ośrodkiem", 3),
    ("pup", date(2015, 3, 5), "Doradztwo dla klientów z III profilem pomocy", 5),
    ("pup", date(2015, 4, 9), "Zatrudnienie subsydiowane", 2),
    ("pup", date(2015, 5, 14), "Obsługa trudnego klienta", 4),
    ("pup", date(2015, 6, 18), "Pośrednictwo pracy – standardy", 3),
    ("pup", date(2015, 8, 27), "Pomoc publiczna i de minimis", 2),
    ("pup", date(2015, 9, 17), "Krajowy Fundusz Szkoleniowy", 2),
    ("pup", date(2015, 10, 8), "Rozmowa doradcza", 3),
    ("pup", date(2015, 11, 5), "Bon szkoleniowy i bon stażowy", 3),
    ("pup", date(2015, 12, 10), "Kodeks postępowania administracyjnego", 2),
    ("reda", date(2015, 3, 26), "Indywidualny Program Zatrudnienia Socjalnego", 1),
    ("reda", date(2015, 6, 25), "Prowadzenie warsztatu zawodowego", 1),
    ("reda", date(2015, 10, 15), "Spółdzielnia socjalna krok po kroku", 1),
    ("chsd", date(2015, 4, 23), "Rozliczanie dotacji", 1),
    ("chsd", date(2015, 11, 19), "Wolontariat w organizacji", 1),
    ("mops", date(2016, 2, 18), "Projekt RPO – pierwsze kroki", 4),
    ("mops", date(2016, 4, 14), "Streetworking", 2),
    ("pup", date(2016, 3, 10), "Reprofilowanie osób bezrobotnych", 5),
    ("chsd", date(2016, 5, 12), "Praca z rodziną", 1),
)


def hold_all(stage: Stage) -> None:
    """Enter the courses of all years."""
    for institution, held_on, title, people in COURSES:
        record_training(
            by=stage.by,
            institution=stage.institutions[institution],
            title=title,
            on=held_on,
            people=people,
        )
