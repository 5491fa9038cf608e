"""Which screens of Wagtail are open at the desk. What is not in this table is not there, for anybody.

Name of the route → the names under which it takes ids of pages: in its path, its query or its form.
Names with desk_ are ours: in urls.py they stand before Wagtail's route of the same address.
"""

PAGE = ("page_id",)
PARENT = ("parent_page_id",)

OPEN: dict[str, tuple[str, ...]] = {
    # the frame
    "wagtailadmin_home": (),
    "desk_account": (),
    "wagtailadmin_dismissibles": (),
    "wagtailadmin_javascript_catalog": (),
    "wagtailadmin_sprite": (),
    "desk_login": (),
    "desk_logout": (),
    # finding pages
    "wagtailadmin_explore_root": (),
    "wagtailadmin_explore": PARENT,
    "wagtailadmin_explore_results": PARENT,
    "wagtailadmin_pages:search": (),
    "wagtailadmin_pages:search_results": (),
    "wagtailadmin_pages:type_use": (),
    "wagtailadmin_pages:type_use_results": (),
    "wagtailadmin_api:pages:listing": ("child_of", "descendant_of", "ancestor_of", "translation_of", "id"),
    "wagtailadmin_api:pages:detail": ("pk",),
    # writing them
    "wagtailadmin_pages:add_subpage": PARENT,
    "wagtailadmin_pages:choose_parent": ("parent_page",),
    "wagtailadmin_pages:add": PARENT,
    "wagtailadmin_pages:preview_on_add": PARENT,
    "wagtailadmin_pages:edit": PAGE,
    "wagtailadmin_pages:preview_on_edit": PAGE,
    "wagtailadmin_pages:view_draft": PAGE,
    "wagtailadmin_pages:delete": PAGE,
    "wagtailadmin_pages:unpublish": PAGE,
    "wagtailadmin_pages:usage": PAGE,
    "wagtailadmin_editing_sessions:ping": ("object_id",),
    "wagtailadmin_editing_sessions:release": (),
    "wagtailadmin_block_preview": (),
    "wagtail_bulk_action": ("id", "childOf"),
    # what they were
    "wagtailadmin_pages:history": PAGE,
    "wagtailadmin_pages:history_results": PAGE,
    "wagtailadmin_pages:revisions_index": PAGE,
    "wagtailadmin_pages:revisions_view": PAGE,
    "wagtailadmin_pages:revisions_revert": PAGE,
    "wagtailadmin_pages:revisions_compare": ("pk",),
    "desk_history": (),
    "desk_history_results": (),
    "wagtailadmin_reports:aging_pages": (),
    "wagtailadmin_reports:aging_pages_results": (),
    # choosing a page or a link
    "desk_choose_page": ("target_pages[]",),
    "wagtailadmin_choose_page_child": ("parent_page_id", "target_pages[]"),
    "wagtailadmin_choose_page_search": (),
    "wagtailadmin_choose_page_chosen_multiple": ("id",),
    "desk_external_link": PARENT,
    "wagtailadmin_choose_page_email_link": PARENT,
    "wagtailadmin_choose_page_phone_link": PARENT,
    "wagtailadmin_choose_page_anchor_link": PARENT,
}

# words that may stand where an id is expected; elsewhere nothing at all may
WORDS: dict[str, set[str]] = {
    "id": {"all"},
    "childOf": set(),
    "child_of": {"root"},
    "descendant_of": {"root"},
}

# routes that take the name of a model or an act in their path → the values that are open
ONLY: dict[str, dict[str, set[str]]] = {
    "wagtail_bulk_action": {
        "app_label": {"wagtailcore"},
        "model_name": {"page"},
        "action": {"delete", "publish", "unpublish"},
    },
}

# Wagtail's own ways to log in, outside the desk: none of them knows the second factor
SHUT = {"wagtailcore_login", "wagtailcore_authenticate_with_password"}
