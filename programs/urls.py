from django.urls import path

from programs.views import (
    choosing,
    edition_forms,
    editions,
    ending,
    enrolling,
    hours,
    people,
    records,
    referring,
    replacing,
)

urlpatterns = [
    path("uczestnicy/", people.participant_list, name="participant_list"),
    path("uczestnicy/szukaj/", people.participant_search, name="participant_search"),
    path(
        "uczestnicy/eksport/<str:extension>/", people.participant_export, name="participant_export"
    ),
    path("uczestnicy/<int:pk>/", people.participant_detail, name="participant_detail"),
    path("uczestnicy/<int:pk>/przyjecie/", choosing.participant_enrol, name="participant_enrol"),
    path("uczestnicy/<int:pk>/skierowanie/", choosing.participant_refer, name="participant_refer"),
    path("edycje/", editions.edition_list, name="edition_list"),
    path("edycje/nowa/", edition_forms.edition_new, name="edition_new"),
    path("edycje/<int:pk>/", editions.edition_detail, name="edition_detail"),
    path("edycje/<int:pk>/zmiana/", edition_forms.edition_edit, name="edition_edit"),
    path("edycje/<int:pk>/przyjecie/", enrolling.enrolments_add, name="enrolments_add"),
    path(
        "edycje/<int:pk>/przyjecie/szukaj/", enrolling.enrolments_search, name="enrolments_search"
    ),
    path("edycje/<int:pk>/rozmowa/", referring.referrals_interview, name="referrals_interview"),
    path("edycje/<int:pk>/propozycja/", referring.referrals_offer, name="referrals_offer"),
    path("edycje/<int:pk>/decyzja/", referring.referrals_decide, name="referrals_decide"),
    path("edycje/<int:pk>/ukonczenie/", ending.enrolments_complete, name="enrolments_complete"),
    path("edycje/<int:pk>/przerwanie/", ending.enrolments_interrupt, name="enrolments_interrupt"),
    path("edycje/<int:pk>/rezultat/", ending.outcomes_add, name="outcomes_add"),
    path("edycje/<int:pk>/godziny/", hours.edition_hours, name="edition_hours"),
    path(
        "uczestnictwa/<int:pk>/zastepstwo/", replacing.enrolment_replace, name="enrolment_replace"
    ),
    path("uczestnictwa/<int:pk>/", editions.enrolment_detail, name="enrolment_detail"),
    path("porozumienia/", records.agreement_list, name="agreement_list"),
    path("porozumienia/<int:pk>/", records.agreement_detail, name="agreement_detail"),
    path("placowki/", records.facility_list, name="facility_list"),
    path("placowki/<int:pk>/", records.facility_detail, name="facility_detail"),
    path("koszty/", records.cost_list, name="cost_list"),
    path("koszty/<int:pk>/", records.cost_detail, name="cost_detail"),
    path("dotacje/", records.grant_list, name="grant_list"),
    path("dotacje/<int:pk>/", records.grant_detail, name="grant_detail"),
    path("szkolenia/", records.training_list, name="training_list"),
    path("szkolenia/<int:pk>/", records.training_detail, name="training_detail"),
]
