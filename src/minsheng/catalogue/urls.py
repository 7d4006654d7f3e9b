"""Routes of the catalogue."""

from django.urls import path

from minsheng.catalogue import pages

app_name = "catalogue"
urlpatterns = [path("duties/", pages.duties, name="duties")]
