"""What only the style guide needs: a form with every kind of field, in its error state too."""

from datetime import UTC, date, datetime

from django import forms
from django.template import Library
from django.utils.translation import gettext_lazy as _

register = Library()
DOMAINS = [("safety", _("Veiligheid")), ("care", _("Zorg, jeugd of sociaal domein"))]
BOTTLENECKS = [("capacity", _("Te weinig capaciteit")), ("view", _("Te weinig zicht op slachtoffers"))]


class SampleForm(forms.Form):
    """Every kind of field once."""

    email = forms.EmailField(
        label=_("Op welk zakelijk e-mailadres bent u bereikbaar?"),
        help_text=_("Bij voorkeur een adres van de afdeling."),
    )
    year = forms.IntegerField(label=_("In welk jaar is dat beleid vastgesteld?"), min_value=2000, max_value=2021)
    code = forms.CharField(label=_("CBS-code van uw gemeente"), disabled=True, initial="GM0000")
    domain = forms.ChoiceField(label=_("Bij welk domein is mensenhandel belegd?"), choices=DOMAINS)
    region = forms.ChoiceField(
        label=_("Werkt uw gemeente in de regio samen?"),
        choices=[("fixed", _("Ja, in een vast overleg")), ("case", _("Ja, per zaak")), ("no", _("Nee"))],
        widget=forms.RadioSelect,
        required=False,
    )
    bottlenecks = forms.MultipleChoiceField(
        label=_("Wat zijn de grootste knelpunten?"),
        choices=BOTTLENECKS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies er hoogstens drie."),
    )
    day = forms.DateField(label=_("Wanneer begint het?"), initial=date(2019, 5, 14))
    time = forms.TimeField(label=_("Hoe laat?"), required=False)
    paper = forms.FileField(label=_("Welk stuk hoort erbij?"), required=False)
    remarks = forms.CharField(
        label=_("Wilt u nog iets toelichten?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Noem geen namen of andere gegevens van personen."),
        required=False,
    )
    careful = forms.BooleanField(label=_("Er staan geen gegevens in waarmee slachtoffers te herkennen zijn."))


@register.simple_tag
def sample_form(*, wrong: bool = False) -> SampleForm:
    """Return the form empty, or filled in with a year and a choice that are not right."""
    if not wrong:
        return SampleForm()
    return SampleForm(
        {"wrong-email": "post@voorbeeldstad.example", "wrong-year": "1899", "wrong-domain": "safety"}, prefix="wrong"
    )


@register.simple_tag
def sample_moment() -> datetime:
    """Return 14 May 2019, 13:30 in the Netherlands."""
    return datetime(2019, 5, 14, 11, 30, tzinfo=UTC)


@register.simple_tag
def colours() -> list[tuple[str, str]]:
    """Return the main colours as name and token."""
    return [
        ("papier", "ground"),
        ("vlak", "surface"),
        ("inkt", "ink"),
        ("zachte inkt", "ink-soft"),
        ("petrol", "brand"),
        ("petrol, licht", "brand-tint"),
        ("saffraan", "mark"),
        ("steenrood", "danger"),
    ]
