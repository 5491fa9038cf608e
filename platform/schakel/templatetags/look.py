"""The tags and filters of the look: `{% load look %}`; the style guide shows them all."""

from django.template import Library

from . import chain, fields, icons, moments, seats, summary

register = Library()

register.simple_tag(icons.icon)
register.simple_tag(icons.tlp)
register.simple_tag(icons.tlp_legend)
register.simple_block_tag(icons.tag)

register.simple_tag(chain.mini)
register.simple_tag(chain.logo)
register.simple_tag(chain.links)
register.simple_tag(chain.meter)
register.simple_tag(chain.steps)
register.simple_tag(chain.broken)
register.simple_tag(seats.quorum)

register.simple_tag(fields.field)
register.simple_tag(summary.error_summary)

register.filter(moments.daydate)
register.filter(moments.clocktime)
register.filter(moments.moment)
register.filter(moments.nbsp)
