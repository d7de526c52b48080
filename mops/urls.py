"""The map of the site; this module alone knows every app."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path
from django.views.defaults import page_not_found, permission_denied, server_error

from mops import unsent, views
from mops.exporting.views import export_everything
from programs.start import editions_panel
from reporting.start import reports_panel

urlpatterns = [
    path("", views.start, {"panels": [editions_panel, reports_panel]}, name="start"),
    path("konto/logowanie/", auth_views.LoginView.as_view(), name="login"),
    path("konto/wylogowanie/", auth_views.LogoutView.as_view(), name="logout"),
    path("konto/haslo/", auth_views.PasswordChangeView.as_view(), name="password_change"),
    path(
        "konto/haslo/zmienione/",
        auth_views.PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
    path("konto/formularz/", unsent.unsent_form, name="unsent_form"),
    path("konto/token/", unsent.fresh_token, name="fresh_token"),
    path("eksport-danych/", export_everything, name="export_everything"),
    path("administracja/", admin.site.urls),
    path("uczestnicy/", include("participants.urls")),
    path("", include("programs.urls")),
    path("sprawozdania/", include("reporting.urls")),
]

handler400 = views.bad_request
handler403 = permission_denied
handler404 = page_not_found
handler500 = server_error
