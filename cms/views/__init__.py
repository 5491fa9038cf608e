from cms.views.overview import overview
from cms.views.search import search
from cms.views.style_guide import style_guide
from cms.views.texts import disclosure, robots, security

__all__ = ["disclosure", "overview", "robots", "search", "security", "style_guide"]
