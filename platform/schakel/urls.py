"""Every address. Parts are named by string; each route declares its policy where its view stands."""

from django.urls import include, path

handler400 = "schakel.errors.bad_request"
handler404 = "schakel.errors.page_not_found"
handler403 = "schakel.errors.permission_denied"
handler500 = "schakel.errors.server_error"

urlpatterns = [
    path("", include("schakel.ground_urls")),
    path("account/", include("schakel.accounts.urls")),
    path("", include("meetings.urls")),
    path("", include("surveys.urls")),
    path("", include("cms.urls")),
    path("beheer/", include("schakel.workspaces.desk.urls")),
    path("", include("wagtail.urls")),
]
