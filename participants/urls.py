from django.urls import path

from participants.views import finding, merging, people, records

urlpatterns = [
    path("podpowiedzi/", finding.suggestions, name="participant_suggestions"),
    path("nowy/", people.create, name="participant_create"),
    path("pesel/", people.pesel_check, name="participant_pesel_check"),
    path("<int:pk>/edycja/", people.edit, name="participant_edit"),
    path("<int:pk>/pesel/", people.correct_pesel, name="participant_pesel"),
    path("<int:pk>/polaczenie/", merging.merge_start, name="participant_merge_start"),
    path("<int:pk>/polaczenie/<int:other>/", merging.merge, name="participant_merge"),
    path("polaczenia/<int:pk>/rozlaczenie/", merging.merge_undo, name="participant_merge_undo"),
    path("<int:pk>/fakty/nowy/", records.fact_create, name="fact_create"),
    path("fakty/<int:pk>/koniec/", records.fact_end, name="fact_end"),
    path("<int:pk>/profile/nowy/", records.profile_create, name="profile_create"),
    path("<int:pk>/kontrakty/nowy/", records.contract_create, name="contract_create"),
    path("kontrakty/po-terminie/", records.contracts_overdue, name="contracts_overdue"),
    path("kontrakty/<int:pk>/rozliczenie/", records.contract_settle, name="contract_settle"),
]
