"""The one application: HTTP through threads that keep their database connection, sockets beside it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.settings")
http = get_wsgi_application()  # before anything that imports models

from a2wsgi import WSGIMiddleware  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from channels.sessions import SessionMiddlewareStack  # noqa: E402

from schakel.push.routing import websocket_urlpatterns  # noqa: E402

# more than log in at once: while one checks a password, the others wait for their turn and hold up nobody else
THREADS = 48

application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(http, workers=THREADS),  # type: ignore[arg-type]
        "websocket": AllowedHostsOriginValidator(SessionMiddlewareStack(URLRouter(websocket_urlpatterns))),
    }
)
