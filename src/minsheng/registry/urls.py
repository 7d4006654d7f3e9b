"""Routes of the registry."""

from django.urls import path

from minsheng.registry.pages import accounts, consents, duplicates, organisations, people

app_name = "registry"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/duplicates/", duplicates.duplicates, name="duplicates"),
    path("people/duplicates/<uuid:pair_id>/", duplicates.duplicate, name="duplicate"),
    path("people/merges/", duplicates.merges, name="merges"),
    path("people/merges/<uuid:merge_id>/undo/", duplicates.undo_merge, name="undo_merge"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("people/<uuid:person_id>/change/", people.change_person, name="change_person"),
    path("people/<uuid:person_id>/leave/", people.leave, name="leave"),
    path("people/<uuid:person_id>/phone/", people.phone, name="phone"),
    path("people/<uuid:person_id>/readings/", people.readings, name="readings"),
    path("people/<uuid:person_id>/join/", people.join, name="join"),
    path("people/<uuid:person_id>/join/<int:membership_id>/end/", people.end_membership, name="end_membership"),
    path("people/<uuid:person_id>/kin/", people.kin, name="kin"),
    path("people/<uuid:person_id>/proxy/", people.proxy, name="proxy"),
    path("people/<uuid:person_id>/proxy/<int:proxy_id>/end/", people.end_proxy, name="end_proxy"),
    path("people/<uuid:person_id>/answers/", consents.answers, name="answers"),
    path("people/<uuid:person_id>/answers/<slug:purpose>/", consents.answer, name="answer"),
    path("people/<uuid:person_id>/ask/", consents.ask, name="ask"),
    path("people/<uuid:person_id>/sheet/", consents.data_sheet, name="data_sheet"),
    path("requests/", consents.requests, name="requests"),
    path("requests/<uuid:request_id>/", consents.answer_request, name="answer_request"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.new_organisation, name="new_organisation"),
    path("organisations/<uuid:organisation_id>/", organisations.organisation, name="organisation"),
    path("organisations/<uuid:organisation_id>/change/", organisations.change_organisation, name="change_organisation"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new_account, name="new_account"),
    path("accounts/<uuid:account_id>/", accounts.account, name="account"),
    path("accounts/<uuid:account_id>/password/", accounts.reset_password, name="reset_password"),
    path("accounts/<uuid:account_id>/close/", accounts.close_account, name="close_account"),
    path("accounts/<uuid:account_id>/reopen/", accounts.reopen_account, name="reopen_account"),
    path("accounts/<uuid:account_id>/roles/", accounts.give_role, name="give_role"),
    path("accounts/<uuid:account_id>/roles/<int:grant_id>/end/", accounts.end_role, name="end_role"),
    path("residences/", organisations.residences, name="residences"),
    path("residences/<uuid:residence_id>/round/", organisations.visit_round, name="visit_round"),
    path("programmes/", organisations.programmes, name="programmes"),
    path("partnerships/<uuid:partnership_id>/", organisations.partnership, name="partnership"),
]
