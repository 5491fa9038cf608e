from cms.models.front import HomePage, InformationPage
from cms.models.helpdesk import HelpdeskPage, OpeningHours
from cms.models.publications import PublicationIndexPage, PublicationPage

__all__ = [
    "HelpdeskPage",
    "HomePage",
    "InformationPage",
    "OpeningHours",
    "PublicationIndexPage",
    "PublicationPage",
]
