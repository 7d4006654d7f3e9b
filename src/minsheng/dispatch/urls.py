"""Routes of dispatch."""

from django.urls import path

from minsheng.dispatch.pages import offering, pool, profiles

app_name = "dispatch"
urlpatterns = [
    path("pool/", pool.pool, name="pool"),
    path("pool/mine/", pool.mine, name="mine"),
    path("pool/<uuid:task_id>/claim/", pool.claim, name="claim"),
    path("pool/<uuid:task_id>/release/", pool.release, name="release"),
    path("pool/<uuid:task_id>/finish/", pool.finish, name="finish"),
    path("pool/<uuid:task_id>/decline/", pool.decline, name="decline"),
    path("pool/<uuid:task_id>/hand-over/", pool.hand_over, name="hand_over"),
    path("pool/profile/", profiles.profile, name="profile"),
    path("volunteers/", profiles.volunteers, name="volunteers"),
    path("volunteers/<uuid:helper_id>/licence/", profiles.licence, name="licence"),
    path("offers/", offering.offers, name="offers"),
    path("offers/new/", offering.new_task, name="new_task"),
    path("offers/<uuid:case_id>/share/", offering.share, name="share"),
    path("offers/<uuid:task_id>/withdraw/", offering.withdraw, name="withdraw"),
]
