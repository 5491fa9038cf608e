"""Tell a load balancer whether this process can work: the database answers and no job has been waiting too long."""

from datetime import timedelta

from django.db import DatabaseError
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from schakel.workspaces.doors import public

PATIENCE = timedelta(minutes=5)


@public
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200, or 503 with what is the matter; never a detail that helps a stranger."""
    late = timezone.now() - PATIENCE
    try:
        stuck = DBTaskResult.objects.ready().filter(
            Q(run_after__lte=late) | Q(enqueued_at__lte=late, run_after__year=9999)
        )
        trouble = "jobs" if stuck.exists() else ""
    except DatabaseError:
        trouble = "database"
    return JsonResponse({"ok": not trouble, "trouble": trouble}, status=503 if trouble else 200)
