"""The application as gunicorn serves it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mops.settings.production")

application = get_wsgi_application()

# What is loaded stays loaded: looking it over for garbage took half of a page's time.
gc.freeze()
