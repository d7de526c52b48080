"""The made-up people of the corpus and the numbers computed for them."""

from datetime import date


def pesel(born: date, serial: str) -> str:
    """The number of somebody born that day; the serial's last digit is even for women."""
    month = born.month + {18: 80, 19: 0, 20: 20}[born.year // 100]
    digits = f"{born:%y}{month:02}{born:%d}{serial}"
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, (1, 3, 7, 9) * 3, strict=False)
    )
    return f"{digits}{-total % 10}"


JAN_PESEL = "44051401458"
ANNA_PESEL = pesel(date(1980, 3, 5), "0124")
EWA_PESEL = pesel(date(1999, 12, 31), "4442")
OLA_PESEL = pesel(date(2000, 2, 29), "5556")
IGOR_PESEL = pesel(date(2000, 10, 7), "7771")

JAN = {"last_name": "Kowalski", "first_name": "Jan", "pesel": JAN_PESEL}
ANNA = {"last_name": "Nowak", "first_name": "Anna", "pesel": ANNA_PESEL}
EWA = {"last_name": "Żak", "first_name": "Ewa", "pesel": EWA_PESEL}

HEADER = ["Nazwisko", "Imię", "PESEL"]
COLUMNS = {"last_name": "A", "first_name": "B", "pesel": "C"}
JAN_ROW = ["Kowalski", "Jan", JAN_PESEL]
ANNA_ROW = ["Nowak", "Anna", ANNA_PESEL]
EWA_ROW = ["Żak", "Ewa", EWA_PESEL]
LIST = [HEADER, JAN_ROW, ANNA_ROW]
BOTH = {2: JAN, 3: ANNA}
