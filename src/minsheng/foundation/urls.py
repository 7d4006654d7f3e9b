"""Addresses of the shell."""

from django.urls import path

from minsheng.foundation import pages

app_name = "foundation"
urlpatterns = [
    path("", pages.home, name="home"),
    path("sign-in/", pages.sign_in, name="sign_in"),
    path("sign-out/", pages.sign_out, name="sign_out"),
    path("view/", pages.set_view, name="set_view"),
    path("language/", pages.set_language, name="set_language"),
    path("calendar/", pages.calendar, name="calendar"),
    path("healthz", pages.healthz, name="healthz"),
]
