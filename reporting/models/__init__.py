from reporting.models.report import Direction, Report, Section
from reporting.models.stated import StatedValue

__all__ = ["Direction", "Report", "Section", "StatedValue"]
