from django.utils import timezone

from mops.journal import action
from mops.models import User
from mops.saving import save_checked
from programs.actions.intake import refuse_undone
from programs.actions.list_work import undo_imported
from programs.models import ListUndoing, ReferralList


@action
def queue_undo(*, by: User, referral_list: ReferralList) -> ListUndoing:
    """Have an imported list taken back by the worker; what is asked for twice is done once.

    Raises ValidationError if there is nothing to undo.
    """
    current = ReferralList.objects.select_for_update(of=("self",)).get(pk=referral_list.pk)
    refuse_undone(current)
    undoing = ListUndoing.objects.filter(referral_list=current).first()
    if undoing and undoing.is_in_work:
        return undoing
    undoing = undoing or ListUndoing(referral_list=current)
    undoing.wait_anew()
    undoing.state, undoing.asked_by, undoing.asked_at = ListUndoing.State.QUEUED, by, timezone.now()
    save_checked(undoing)
    undo_imported.enqueue(undoing.pk)
    return undoing
