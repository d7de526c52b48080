"""The administration of what happens; a module for each kind of record."""

from programs.admin import agreements, editions, law, lists, money, people
from programs.admin.kept import KeptElsewhere

__all__ = ["KeptElsewhere", "agreements", "editions", "law", "lists", "money", "people"]
