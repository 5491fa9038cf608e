"""Rows that parts let editors change at the desk, beside pages. A part offers them in its wagtail_hooks."""

from __future__ import annotations

from django.db.models import Model

ACTS = ("add", "change", "delete")
SCREENS = {"list", "list_results", "add", "edit", "delete", "usage", "history", "history_results"}

_models: dict[str, type[Model]] = {}


def offer(model: type[Model]) -> None:
    """Open the snippet screens of `model` to editors. Rights are model-wide there: for what is public, nothing else."""
    _models[_namespace(model._meta.app_label, str(model._meta.model_name))] = model


def is_offered(app: str, model: str) -> bool:
    """Tell whether a part offered the rows of this model."""
    return _namespace(app, model) in _models


def rights() -> set[str]:
    """Return the rights that editors have on what is offered, in Django's words: "app.add_model"."""
    return {right for model in _models.values() for right in _rights_on(model)}


def rights_for(route: str) -> set[str] | None:
    """Return the rights of which one opens `route`; None when nobody offered that screen."""
    namespace, _, screen = route.partition(":")
    return _rights_on(_models[namespace]) if namespace in _models and screen in SCREENS else None


def _namespace(app: str, model: str) -> str:
    return f"wagtailsnippets_{app}_{model}"


def _rights_on(model: type[Model]) -> set[str]:
    return {f"{model._meta.app_label}.{act}_{model._meta.model_name}" for act in ACTS}
