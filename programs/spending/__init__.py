"""What programmes cost in a year: every read of the pages of costs at a glance.

Costs, benefits paid in the programme's editions and grants given to run it are each counted once.
People are counted over the same querysets as the figures of the report count them.
"""

from programs.spending.items import years_with_money
from programs.spending.programme import Spending, of_programme
from programs.spending.year import Year, of_all

__all__ = ["Spending", "Year", "of_all", "of_programme", "years_with_money"]
