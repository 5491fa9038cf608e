"""The Wagtail admin behind our fence; its own login and password doors lead to ours."""

from allauth.account.views import logout
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from schakel.workspaces.desk import views
from schakel.workspaces.desk.listing import OwnHistory

# what stands here goes before Wagtail's route of the same address
urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="account_login"), name="desk_login"),
    path("logout/", logout, name="desk_logout"),
    path("account/", require_admin_access(views.AppearanceView.as_view()), name="desk_account"),
    path("choose-page/", views.choose_page, name="desk_choose_page"),
    path("choose-external-link/", require_admin_access(views.PlainLinkView.as_view()), name="desk_external_link"),
    path("reports/site-history/", require_admin_access(OwnHistory.as_view()), name="desk_history"),
    path(
        "reports/site-history/results/",
        require_admin_access(OwnHistory.as_view(results_only=True)),
        name="desk_history_results",
    ),
    path("", include("wagtail.admin.urls")),
]
