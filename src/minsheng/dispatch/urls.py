"""Routes of dispatch."""

from django.urls import path

from minsheng.dispatch.pages import field, offering, organising, pool, profiles, settling, sheets

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
    path("field/", field.day, name="field"),
    path("field/manifest.json", field.manifest, name="field_manifest"),
    path("field/worker.js", field.worker, name="field_worker"),
    path("field/hello/", field.hello, name="field_hello"),
    path("field/visits/", field.visits, name="field_visits"),
    path("field/records/", field.records, name="field_records"),
    path("visits/sheet/", sheets.visit_sheet, name="visit_sheet"),
    path("visits/sheet/key/", sheets.key_sheet, name="key_sheet"),
    path("visits/to-settle/", settling.to_settle, name="to_settle"),
    path("visits/to-settle/<uuid:record_id>/", settling.settle, name="settle"),
    path("teams/", organising.teams, name="teams"),
    path("teams/new/", organising.new_team, name="new_team"),
    path("teams/<uuid:team_id>/", organising.team, name="team"),
    path("teams/<uuid:team_id>/join/", organising.join_team, name="join_team"),
    path("teams/<uuid:team_id>/leave/<uuid:person_id>/", organising.leave_team, name="leave_team"),
    path("teams/<uuid:team_id>/end/", organising.end_team, name="end_team"),
    path("bases/", organising.bases, name="bases"),
    path("bases/new/", organising.new_base, name="new_base"),
    path("bases/<slug:code>/end/", organising.end_base, name="end_base"),
    path("posts/", organising.posts, name="posts"),
    path("posts/new/", organising.new_post, name="new_post"),
    path("posts/<uuid:post_id>/", organising.post, name="post"),
    path("posts/<uuid:post_id>/take/", organising.take_post, name="take_post"),
    path("posts/<uuid:post_id>/end/", organising.end_post, name="end_post"),
    path("posts/holdings/<uuid:holding_id>/leave/", organising.leave_post, name="leave_post"),
]
