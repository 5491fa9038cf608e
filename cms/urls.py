from django.urls import path

from cms import views

urlpatterns = [
    path("overzicht/", views.overview, name="overview"),
    path("zoeken/", views.search, name="search"),
    path("stijlgids/", views.style_guide, name="style_guide"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("kwetsbaarheid-melden/", views.disclosure, name="disclosure"),
]
