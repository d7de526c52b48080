import pytest

from participants import known_words


@pytest.fixture(autouse=True)
def words_are_not_remembered():
    """Each test has a database of its own, so to speak, and none of the words of the last one."""
    known_words.forget()
