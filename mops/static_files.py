"""Static files under names that say their content, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Also our own modules of JavaScript import each other by such names.

    Those of packages are left alone: they name files that are not there.
    """

    support_js_module_import_aggregation = True
    # Django has no public name for the files it looks into.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # noqa: SLF001
    )
