"""The pages of accounts and roles."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.places.walking import Place, Walk, at, first, pressed

NO_PAGES = {
    "registry:end_sessions": "the same page as closing, for an account that is signed in",
    "registry:reopen_account": "the same page as closing, for an account that is closed",
}


def of_operator(link: str = "") -> Walk:
    """From the list to the account of the operator, and on by a link of it."""

    def walk(page: Page) -> None:
        page.goto("/accounts/?text=operator2")
        page.locator("main td a").first.click()
        if link:
            page.get_by_role("link", name=link).first.click()
        expect(page.locator("h1")).to_be_visible()

    return walk


def lost_factor(page: Page) -> None:
    """The page behind the link that an account with a code or a key has."""
    of_operator()(page)
    page.goto(f"{page.url}lost-factor/")


PLACES: dict[str, Place] = {
    "accounts": Place("registry:accounts", "admin1", at("/accounts/")),
    "accounts, nobody found": Place("registry:accounts", "admin1", at("/accounts/?text=nobody9")),
    "new account": Place("registry:new_account", "admin1", at("/accounts/new/")),
    "new account, wrong": Place("registry:new_account", "admin1", pressed("/accounts/new/", "保存")),
    "account": Place("registry:account", "admin1", of_operator()),
    "own account": Place("registry:account", "security1", first("/accounts/?text=security1", "/accounts/")),
    "reset password": Place("registry:reset_password", "admin1", of_operator("重设密码")),
    "lost factor": Place("registry:end_lost_factor", "security1", lost_factor),
    "close account": Place("registry:close_account", "admin1", of_operator("停用登录")),
    "give role": Place("registry:give_role", "security1", of_operator("授予角色")),
    "end role": Place("registry:end_role", "security1", of_operator("结束")),
}
