"""Comments beside a question, inside the municipality: read, add, settle. Staff have no page for them."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from surveys import whereabouts
from surveys.actions import comments
from surveys.colleague_forms import RemarkForm
from surveys.conflicts import question_of, shown
from surveys.models import Comment
from surveys.questionnaire import Question
from surveys.reach import section_of, sees_key
from surveys.standing import language
from surveys.views.visits import begun, elsewhere, page, visited
from surveys.ways_in import Visit


@visited
@require_safe
def show(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show what colleagues remarked at one question."""
    return elsewhere(visit) or _show(request, visit, request.GET.get("vraag", ""))


def _question(visit: Visit, key: str) -> Question:
    """Return the question of a key. Raises Http404 for none, and for one that this visitor does not see."""
    form = visit.survey.form
    if section_of(form, key) is None or not sees_key(visit, form, key):
        raise Http404
    question = question_of(form, key)
    if question is None or not question.is_asked:
        raise Http404
    return question


def _show(request: HttpRequest, visit: Visit, key: str, form: RemarkForm | None = None) -> HttpResponseBase:
    question, response = _question(visit, key), begun(visit)
    return page(
        request,
        "surveys/comments.html",
        visit,
        status=422 if form and form.errors else 200,
        key=key,
        label=question.label(language()),
        answer=shown(question, response.answers.get(key, "")),
        comments=whereabouts.comments(response, [key]).get(key, []),
        form=form or RemarkForm(),
        back=whereabouts.question_address(visit, key)[1],
    )


def _here(visit: Visit, key: str) -> str:
    return f"{reverse('survey_comments', args=[visit.survey.slug])}?{urlencode({'vraag': key})}"


@visited
@require_POST
def add(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    if there := elsewhere(visit):
        return there
    key, form = request.POST.get("question", ""), RemarkForm(request.POST)
    _question(visit, key)
    who = {"by": visit.user, "participant": visit.participant}
    if form.is_valid() and form.told(
        lambda: comments.add(begun(visit), key, form.cleaned_data["remark"], **who)  # type: ignore[arg-type]
    ):
        return redirect(_here(visit, key))
    return _show(request, visit, key, form)


@visited
@require_POST
def settle(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Settle a comment, or a question that was returned."""
    if there := elsewhere(visit):
        return there
    pk = request.POST.get("pk", "")
    rows = Comment.objects.filter(response=visit.response, pk=int(pk) if pk.isdecimal() and len(pk) < 16 else 0)
    comment = rows.first()
    if comment is None or not sees_key(visit, visit.survey.form, comment.question):
        raise Http404
    comment.response = begun(visit)
    comments.settle(comment, by=visit.user)
    return redirect(_here(visit, comment.question))
