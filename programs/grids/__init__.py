"""Sheets of people by days or by areas: one grid on the page, several sources behind it."""
