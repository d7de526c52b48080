from django import template

from mops.typography import print_spaces

register = template.Library()
register.filter("typeset", print_spaces)
