"""Pages of our own as PDF files: tagged, archivable, with Polish letters in embedded fonts."""

from mops.pdf.writing import MissingLibrary, html_to_pdf, logo_of

__all__ = ["MissingLibrary", "html_to_pdf", "logo_of"]
