"""The sockets that there are. One that does not say who may open it is not mounted."""

from __future__ import annotations

from channels.generic.websocket import AsyncWebsocketConsumer
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, path

from schakel.push.consumers import Pings


def door(route: str, consumer: type[AsyncWebsocketConsumer]) -> URLPattern:
    """Mount `consumer` at `route`. Raises ImproperlyConfigured when it declares no policy."""
    if getattr(consumer, "policy", None) is None:
        raise ImproperlyConfigured(f"The socket {consumer.__name__} declares no policy.")
    return path(route, consumer.as_asgi())


websocket_urlpatterns = [door("ws/", Pings)]
