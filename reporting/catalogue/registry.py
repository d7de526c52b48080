from reporting.figures import Registry

CATALOGUE = Registry()
register = CATALOGUE.add
