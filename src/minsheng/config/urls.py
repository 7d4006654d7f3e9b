"""All routes."""

from django.urls import include, path

from minsheng.config.interface import api

urlpatterns = [  # tried one after the other: what is asked for all day stands first
    path("", include("minsheng.cases.urls")),
    path("api/v1/", api.urls),
    path("", include("minsheng.foundation.urls")),
    path("", include("minsheng.registry.urls")),
    path("", include("minsheng.catalogue.urls")),
    path("", include("minsheng.dispatch.urls")),
    path("", include("minsheng.indicators.urls")),
]

handler400 = "minsheng.foundation.pages.bad_request"
handler403 = "minsheng.foundation.pages.forbidden"
handler404 = "minsheng.foundation.pages.not_found"
handler500 = "minsheng.foundation.pages.server_error"
