"""The report as a PDF file: tagged, archivable, with its figures attached."""

from reporting.pdf.writing import MissingLibrary, write_pdf

__all__ = ["MissingLibrary", "write_pdf"]
