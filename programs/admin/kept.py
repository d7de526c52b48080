"""What the pages of the administration have in common."""

ENROLMENT_NAMES = ["enrolment__participant", "enrolment__edition__program"]


class AddedElsewhere:
    """Comes to be on its own pages alone, which judge before they write."""

    def has_add_permission(self, request, obj=None):
        return False


class KeptElsewhere(AddedElsewhere):
    """Read and exported here; changed on its own pages alone, which know what hangs on it."""

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
