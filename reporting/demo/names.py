"""Common Polish names, from which people are made up, and the streets of a district that is not."""

FEMALE_NAMES = (
    "Agata", "Agnieszka", "Aleksandra", "Alicja", "Aneta", "Anna", "Barbara", "Beata", "Bożena",
    "Danuta", "Dorota", "Edyta", "Elżbieta", "Ewa", "Grażyna", "Halina", "Hanna", "Ilona", "Iwona",
    "Izabela", "Joanna", "Justyna", "Karolina", "Katarzyna", "Kinga", "Krystyna", "Magdalena",
    "Małgorzata", "Maria", "Marta", "Monika", "Natalia", "Patrycja", "Paulina", "Renata", "Sylwia",
    "Teresa", "Urszula", "Wioletta", "Żaneta",
)  # fmt: skip
MALE_NAMES = (
    "Adam", "Adrian", "Andrzej", "Arkadiusz", "Bartosz", "Bogdan", "Dariusz", "Dawid", "Dominik",
    "Grzegorz", "Henryk", "Jacek", "Jakub", "Jan", "Janusz", "Jarosław", "Jerzy", "Józef", "Kamil",
    "Krzysztof", "Leszek", "Łukasz", "Maciej", "Marcin", "Marek", "Mariusz", "Mateusz", "Michał",
    "Paweł", "Piotr", "Przemysław", "Rafał", "Robert", "Roman", "Ryszard", "Sebastian", "Sławomir",
    "Stanisław", "Tomasz", "Zbigniew",
)  # fmt: skip
SURNAMES = (
    "Adamczyk", "Baran", "Bąk", "Bielecki", "Błaszczyk", "Borkowski", "Chmielewski", "Cieślak",
    "Czarnecki", "Dąbrowski", "Duda", "Dudek", "Gajewski", "Głowacki", "Górski", "Grabowski",
    "Jabłoński", "Jankowski", "Jaworski", "Kaczmarek", "Kamiński", "Kania", "Kowalczyk", "Kowalski",
    "Kozłowski", "Krawczyk", "Król", "Krupa", "Kubiak", "Kucharski", "Kwiatkowski", "Laskowski",
    "Lewandowski", "Lis", "Maciejewski", "Majewski", "Malinowski", "Marciniak", "Mazur", "Mazurek",
    "Michalski", "Mróz", "Nowak", "Nowakowski", "Nowicki", "Olszewski", "Ostrowski", "Pawlak",
    "Pawłowski", "Piątek", "Pietrzak", "Piotrowski", "Przybylski", "Rutkowski", "Sadowski",
    "Sawicki", "Sikora", "Sobczak", "Sokołowski", "Stępień", "Szczepański", "Szewczyk", "Szulc",
    "Szymański", "Tomaszewski", "Urbański", "Walczak", "Wasilewski", "Wieczorek", "Wilk",
    "Wiśniewski", "Witkowski", "Włodarczyk", "Wojciechowski", "Wójcik", "Wróbel", "Wróblewski",
    "Wysocki", "Zając", "Zakrzewski", "Zalewski", "Zawadzki", "Zieliński", "Ziółkowski", "Żak",
)  # fmt: skip
STREETS = (
    "Agatowa", "Ametystowa", "Bursztynowa", "Diamentowa", "Granatowa", "Jaspisowa", "Kryształowa",
    "Kwarcowa", "Lazurowa", "Malachitowa", "Nefrytowa", "Onyksowa", "Opalowa", "Perłowa",
    "Rubinowa", "Szafirowa", "Szmaragdowa", "Topazowa", "Turkusowa", "Turmalinowa",
)  # fmt: skip


def feminine(surname: str) -> str:
    """The form of a surname that a woman bears: Kowalski makes Kowalska."""
    return surname[:-1] + "a" if surname.endswith(("ski", "cki", "dzki")) else surname
