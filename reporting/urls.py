from django.urls import path, register_converter

from reporting.views import figure, report, section


class YearConverter:
    """Four digits; whether a report of that year can exist is the view's question."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


register_converter(YearConverter, "year")

urlpatterns = [
    path("", report.index, name="report_index"),
    path("<year:year>/", report.detail, name="report_detail"),
    path("<year:year>/rozpocznij/", report.start, name="report_start"),
    path("<year:year>/sprawozdanie.pdf", report.pdf, name="report_pdf"),
    path("<year:year>/wskazniki/", figure.index, name="figure_index"),
    path("<year:year>/wskazniki.<str:extension>", figure.export, name="figure_export"),
    path("<year:year>/wskazniki/<str:key>/", figure.detail, name="figure_detail"),
    path("<year:year>/sprawdzenia/<str:key>/", figure.claim, name="claim_detail"),
    path("<year:year>/rozdzialy/<int:pk>/", section.detail, name="section_detail"),
    path("<year:year>/rozdzialy/<int:pk>/edycja/", section.edit, name="section_edit"),
    path("<year:year>/rozdzialy/<int:pk>/podglad/", section.preview, name="section_preview"),
]
