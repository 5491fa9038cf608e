"""What the public pages hold of persons: whoever an editor names in them."""

from schakel.privacy.declaring import Fate, Ground, Holding, Sort, about_nobody, declare


def _public(model: str, fields: str, plain: str = "") -> Holding:
    return Holding(
        model,
        purpose="Tell the public what this is and where to find help",
        ground=Ground.TASK,
        term="as long as the page",
        fields=dict.fromkeys(fields.split(), Sort.TEXT),
        fate=Fate.CLEAR,
        plain=plain,
    )


declare(
    _public("cms.HomePage", "lead"),
    _public("cms.InformationPage", "lead body"),
    _public("cms.HelpdeskPage", "lead body", plain="telephone email leave_url"),  # those of the desk, of no person
    _public("cms.PublicationIndexPage", "lead"),
    _public("cms.PublicationPage", "summary body", plain="series"),
)
about_nobody(cms__OpeningHours="source")
