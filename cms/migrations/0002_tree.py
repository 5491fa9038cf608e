"""Plant the tree: the public home, and under it the shelf of workspaces and the public pages."""

import json
from datetime import date

from django.db import migrations
from django.utils import timezone

HOME = "00010001"

ACCESSIBILITY = """
<p>Schakel moet voor iedereen te gebruiken zijn: met de muis, met het toetsenbord, op een telefoon en met een
schermlezer. Wij bouwen volgens WCAG 2.2, niveau AA.</p>
<h2>Wat wij controleren</h2>
<p>Wij testen bij elke wijziging automatisch op fouten in de opbouw van de pagina’s. Elke grafiek staat er ook als tabel.
U kunt alles lezen en insturen zonder JavaScript.</p>
<h2>Wat nog niet klaar is</h2>
<p>Een onafhankelijke partij heeft Schakel nog niet onderzocht. Tot dat is gebeurd, kunnen wij niet zeggen dat Schakel
aan alle eisen voldoet.</p>
<h2>Werkt er iets niet voor u?</h2>
<p>Mail naar <a href="mailto:toegankelijk@comensha.example">toegankelijk@comensha.example</a>. Schrijf erbij op welke
pagina u was. U krijgt binnen vijf werkdagen antwoord.</p>
"""

PRIVACY = """
<p>Op Schakel staan nooit gegevens over slachtoffers. Het is een werkplek voor organisaties die samen overleggen.</p>
<h2>Wat wij van u bewaren</h2>
<ul><li>Uw naam, uw e-mailadres en voor welke organisatie u werkt.</li><li>In welk overleg u zit, met welke rol en van
wanneer tot wanneer.</li><li>Wat u zelf schrijft of instuurt.</li><li>Wie welk stuk opende of wijzigde, en wanneer. Zo
kunnen wij nagaan of een vertrouwelijk stuk goed is behandeld.</li></ul>
<h2>Wat wij niet doen</h2>
<p>Wij volgen uw bezoek niet. Er zijn geen cookies van anderen en geen plaatjes of lettertypen van buiten. Leest u alleen
de openbare pagina’s, dan weten wij niet wie u bent.</p>
<h2>Wat u kunt vragen</h2>
<p>U mag zien wat wij van u bewaren en vragen om het te verbeteren of te wissen. Soms moeten wij iets bewaren, zoals
vastgestelde notulen. Mail naar <a href="mailto:privacy@comensha.example">privacy@comensha.example</a>.</p>
"""


# the four bodies (CoMensha's public pages of 2016-2019) and the survey team
BODIES = [
    ("task-force", "Landelijke Task Force Mensenhandel", {
        "level": "Strategisch", "meets": "twee keer per jaar", "mandate_until": date(2020, 3, 1),
        "purpose": "Ministeries, politie, Openbaar Ministerie en burgemeesters. CoMensha heeft een zetel en brengt "
        "successen, trends en knelpunten uit de praktijk in.",
    }),
    ("som", "Strategisch Overleg Mensenhandel", {
        "level": "Tactisch en strategisch", "meets": "vier keer per jaar", "quorum": 7,
        "purpose": "Twaalf instellingen die slachtoffers opvangen en voor hen opkomen, samen goed voor zo’n 80 procent "
        "van de slachtoffers in beeld. Wij vertalen beleid naar de praktijk en de praktijk naar beleid.",
    }),
    ("zorgcoordinatoren", "Landelijk Zorgcoördinatorenoverleg", {
        "level": "Regionaal, op zaakniveau", "meets": "vier keer per jaar",
        "purpose": "De zorgcoördinatoren uit het hele land. Hier blijkt of landelijk beleid in de praktijk werkt. Wat "
        "zij zien, gaat naar het SOM en de Task Force.",
    }),
    ("meldpunten", "Platform regionale meldpunten loverboys en jeugdprostitutie", {
        "level": "Regionaal", "meets": "een paar keer per jaar",
        "purpose": "De regionale meldpunten stemmen hun werkwijze op elkaar af, wisselen ervaring uit en bespreken "
        "successen en knelpunten. CoMensha nam in 2017 het initiatief.",
    }),
    ("gemeenten", "Gemeenten", {
        "level": "Onderzoek en ondersteuning",
        "purpose": "Het team van CoMensha en VNG dat gemeenten bevraagt en helpt met hun aanpak van mensenhandel.",
    }),
]


def prose(html):
    return json.dumps([{"type": "text", "value": " ".join(html.split())}])


def plant(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    ContentType = apps.get_model("contenttypes", "ContentType")
    locale = Locale.objects.first() or Locale.objects.create(language_code="nl")
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()  # Wagtail's own welcome page

    def put(app, model, path, url_path, title, numchild=0, **fields):
        kind = ContentType.objects.get_or_create(app_label=app, model=model.lower())[0]
        return apps.get_model(app, model).objects.create(
            title=title, draft_title=title, slug=url_path.strip("/").split("/")[-1], content_type=kind, locale=locale,
            path=path, depth=len(path) // 4, numchild=numchild, url_path=url_path,
            first_published_at=timezone.now(), last_published_at=timezone.now(), **fields,
        )

    home = put(
        "cms", "HomePage", HOME, "/home/", "Samen één keten tegen mensenhandel", numchild=5,
        lead="Slachtoffers van mensenhandel krijgen hulp van veel organisaties tegelijk. Op Schakel overleggen die "
        "organisaties, leggen zij vast wat zij afspreken en ziet u wat er daarna gebeurt.",
    )
    put("workspaces", "WorkspacesPage", f"{HOME}0001", "/home/werkruimtes/", "Werkruimtes", numchild=len(BODIES))
    for number, (slug, title, fields) in enumerate(BODIES, 1):
        put("workspaces", "WorkspacePage", f"{HOME}0001{number:04}", f"/home/werkruimtes/{slug}/", title, **fields)
    put(
        "cms", "HelpdeskPage", f"{HOME}0002", "/home/helpdesk/", "Hulp en advies",
        lead="Denkt u aan mensenhandel? Of maakt u zelf iets mee? Bel ons. U hoeft uw naam niet te zeggen.",
        telephone="033 448 11 86", email="helpdesk@comensha.example", leave_url="https://www.knmi.nl/",
    )
    put(
        "cms", "PublicationIndexPage", f"{HOME}0003", "/home/publicaties/", "Publicaties",
        lead="Jaarcijfers en rapporten over mensenhandel in Nederland.",
    )
    put(
        "cms", "InformationPage", f"{HOME}0004", "/home/toegankelijkheid/", "Toegankelijkheid", body=prose(ACCESSIBILITY)
    )
    put("cms", "InformationPage", f"{HOME}0005", "/home/privacy/", "Privacy en geheimhouding", body=prose(PRIVACY))
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True, site_name="Schakel")


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_initial"), ("workspaces", "0001_initial"), ("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
