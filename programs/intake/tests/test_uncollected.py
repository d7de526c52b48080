"""Python's search for garbage rests during a list's work, and only then."""

import gc

import pytest

from programs.intake.uncollected import uncollected


@uncollected()
def work() -> bool:
    return gc.isenabled()


@uncollected()
def work_inside_work() -> tuple[bool, bool]:
    return work(), gc.isenabled()


def test_the_search_rests_and_begins_again():
    assert (work(), gc.isenabled()) == (False, True)


def test_inner_work_does_not_wake_it_for_the_outer_one():
    assert (work_inside_work(), gc.isenabled()) == ((False, False), True)


def test_it_begins_again_after_an_error():
    with pytest.raises(ZeroDivisionError), uncollected():
        1 / 0  # noqa: B018 - any error will do
    assert gc.isenabled()
