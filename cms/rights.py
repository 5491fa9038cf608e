"""Who may change the public pages; the desk journals those changes by itself."""

RIGHTS = {"site.edit": {"editor"}}

JOURNAL: dict[str, str] = {}
