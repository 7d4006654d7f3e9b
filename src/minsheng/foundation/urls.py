"""Addresses of the shell."""

from django.urls import path

from minsheng.foundation import key_pages, pages, second_pages, session_pages

app_name = "foundation"
urlpatterns = [
    path("", pages.home, name="home"),
    path("sign-in/", pages.sign_in, name="sign_in"),
    path("sign-in/code/", second_pages.second_step, name="second_step"),
    path("sign-in/code/clock/", second_pages.match_clock, name="match_clock"),
    path("sign-in/kept/", session_pages.kept_form, name="kept_form"),
    path("second-factor/", second_pages.own_second_factor, name="own_second_factor"),
    path("security-keys/", key_pages.own_keys, name="own_keys"),
    path("security-keys/add/", key_pages.add_key, name="add_key"),
    path("security-keys/<uuid:key_id>/remove/", key_pages.remove_key, name="remove_key"),
    path("sessions/", session_pages.own_sessions, name="own_sessions"),
    path("sign-out/", pages.sign_out, name="sign_out"),
    path("password/", pages.change_password, name="change_password"),
    path("audit/", pages.audit, name="audit"),
    path("audit/export/", pages.audit_export, name="audit_export"),
    path("view/", pages.set_view, name="set_view"),
    path("language/", pages.set_language, name="set_language"),
    path("calendar/", pages.calendar, name="calendar"),
    path("calendar/year/", pages.calendar_year, name="calendar_year"),
    path("healthz", pages.healthz, name="healthz"),
]
