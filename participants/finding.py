"""One way of finding people: by names, PESEL and phone, as they are typed."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q, QuerySet

from participants.known_words import known_words
from participants.names import words_of
from participants.phones import typed_digits

LEAST = 2
"""Characters below which a suggestion would be anybody."""
LEAST_OF_PHONE = 4
MOST = 8
MOST_WORDS = 5
MOST_UNORDERED = 200
MOST_FORMER = 200


@dataclass(frozen=True)
class Suggestions:
    """Whom the typed text may mean: those it names, then those whose names sound like it."""

    people: list
    alike: list
    was_asked: bool = True
    """Enough was typed to look for anybody."""

    def __iter__(self):
        return iter([*self.people, *self.alike])


def found(people: QuerySet, text: str) -> QuerySet:
    """The people whom the text means; all of them if it is empty."""
    if digits := typed_digits(text):
        return _by_digits(people, digits)
    if not (words := words_of(text)):
        return people.none() if text.strip() else people
    known = known_words()
    for word in words:
        people = people.filter(_begins(word) | _is_one_of(known.mistyped(word)))
    return people


def is_corrected(text: str) -> bool:
    """A word of the text begins nobody's name, so that names like it were looked for."""
    words = [] if typed_digits(text) else words_of(text)
    known = known_words() if words else None
    return any(known.mistyped(word) for word in words)


def suggest(people: QuerySet, text: str, most: int = MOST) -> Suggestions:
    """At most so many people, those whose surnames begin with a typed word first."""
    text = text.strip()
    if len(text) < LEAST:
        return Suggestions([], [], was_asked=False)
    if digits := typed_digits(text):
        return Suggestions(_first_by_digits(people, digits, most), [])
    words = list(dict.fromkeys(words_of(text)))[:MOST_WORDS]
    if not words:
        return Suggestions([], [], was_asked=False)
    named = _named(people, words, most)
    alike = _alike(people, words, named, most) if len(named) < most else []
    return Suggestions(named, alike)


def _first_by_digits(people: QuerySet, digits: str, most: int) -> list:
    """The first few of each kind, so that thousands of one are never put in order."""
    ids = []
    for kind in _kinds(digits):
        ids += people.filter(kind).order_by().values_list("pk", flat=True)[:most]
    return list(people.filter(pk__in=ids).order_by("search_key", "pk")[:most])


def _by_digits(people: QuerySet, digits: str) -> QuerySet:
    """By the start of a PESEL, present or former, or of a phone number."""
    return people.filter(reduce(or_, _kinds(digits)))


def _kinds(digits: str) -> list[Q]:
    """The few who had another number are looked up here, so that each kind has its index."""
    former = list(_formerly(digits)[:MOST_FORMER])
    return [Q(pesel__startswith=digits), Q(pk__in=former), *_phoned(digits)]


def _formerly(digits: str) -> QuerySet:
    """Numbers of the people whose former PESEL begins so."""
    changes = apps.get_model("participants", "PeselChange").objects
    former = changes.filter(old_pesel__startswith=digits).order_by("pk")
    return former.values_list("participant", flat=True)


def _phoned(digits: str) -> list[Q]:
    return [Q(phone_key__contains=f" {number}") for number in _phones(digits)]


def _phones(digits: str) -> list[str]:
    """The ways to read the digits as a phone number: with the country's code, or without."""
    ways = {digits, digits.removeprefix("48")}
    return sorted(number for number in ways if len(number) >= LEAST_OF_PHONE)


def _begins(word: str) -> Q:
    return Q(search_key__contains=f" {word}")


def _is_one_of(words: list[str]) -> Q:
    return reduce(or_, (Q(search_key__contains=f" {word} ") for word in words), Q())


def _named(people: QuerySet, words: list[str], most: int) -> list:
    """People with all the words: surnames come first, each read in order from its index."""
    named = {}
    for first in words:
        some = _surnamed(
            people, f" {first}", [_begins(word) for word in words if word != first], most
        )
        for person in some:
            named.setdefault(person.pk, person)
        if len(named) >= most:
            return list(named.values())[:most]
    return [*named.values(), *_named_otherwise(people, words, named, most)]


def _surnamed(people: QuerySet, start: str, others: list[Q], most: int) -> QuerySet:
    """The first few whose key begins so, read in order from the index."""
    some = people.filter(*others, search_key__startswith=start)
    return some.order_by("search_key", "pk")[:most]


def _named_otherwise(people: QuerySet, words: list[str], beside: dict, most: int) -> list:
    """People with all the words, none of which begins the surname."""
    some = people.filter(*map(_begins, words)).exclude(pk__in=list(beside)).order_by()
    # Of a common first name there are too many to be put in order.
    ids = list(some.values_list("pk", flat=True)[:MOST_UNORDERED])
    return list(people.filter(pk__in=ids).order_by("search_key", "pk")[: most - len(beside)])


def _alike(people: QuerySet, words: list[str], beside: list, most: int) -> list:
    """People with a word of whose names a slip was made, those of the nearest surname first."""
    known = known_words()
    near = {word: known.mistyped(word) for word in words}
    if not any(near.values()):
        # Every word begins some name, yet perhaps not the one that was meant.
        near = {word: known.like(word) for word in words}
    arms, ranks = [], {}
    for first in words:
        others = [_begins(word) | _is_one_of(near[word]) for word in words if word != first]
        starts = [f" {word} " for word in near[first]]
        # One letter begins tens of thousands of surnames: it only narrows down the other words.
        if len(first) >= LEAST and any(near[word] for word in words if word != first):
            starts.append(f" {first}")
        arms += [_surnamed(people, start, others, most) for start in starts]
        for rank, start in enumerate(starts):
            ranks.setdefault(start, rank)
    if not arms:
        return []
    # Numbers first: to name every column once for each name takes longer than to ask again.
    firsts, *rest = [arm.values_list("search_key", "pk") for arm in arms]
    rows = set(firsts.union(*rest, all=True) if rest else firsts)
    shown = {person.pk for person in beside}
    nearest = sorted((_rank(key, ranks), key, pk) for key, pk in rows if pk not in shown)
    ids = [pk for *_, pk in nearest[: most - len(beside)]]
    return sorted(people.filter(pk__in=ids).order_by(), key=lambda person: ids.index(person.pk))


def _rank(key: str, ranks: dict[str, int]) -> int:
    """How near to what was typed the surname that begins the key is: the place of its name."""
    return min(rank for start, rank in ranks.items() if key.startswith(start))
