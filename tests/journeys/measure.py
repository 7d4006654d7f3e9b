"""What a person with poor eyes, big fingers or a slow line meets on a page, measured in a real browser.

Every function takes a Playwright page (synchronous interface) and returns sentences: an empty list means
that all is well. The browser context must be made with `bypass_csp=True` where `axe_violations` is used,
because the pages forbid foreign scripts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, Response

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

AXE_LOOKS = (
    "color-contrast",
    "color-contrast-enhanced",
    "target-size",
    "link-in-text-block",
    "scrollable-region-focusable",
)
"""The rules that ask how a page looks, not what stands in it."""

_AXE_RUN = """
async ([tags, looks, isElder]) => {
  const rules = { "target-size": { enabled: true } };
  const runOnly = isElder ? { type: "rule", values: looks } : { type: "tag", values: tags };
  const result = await axe.run(document, { runOnly, rules: isElder ? {} : rules, resultTypes: ["violations"] });
  return result.violations.flatMap((rule) =>
    rule.nodes.map((node) => [rule.id, rule.help, node.target.join(" "), node.html].join(" | ")));
}
"""

_VISIBLE = """
  const isSeen = (element) => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const isClipped = style.clipPath !== "none" || style.clip !== "auto";
    return box.width > 1 && box.height > 1 && !isClipped && box.right > 0 && box.bottom + scrollY > 0;
  };
  const known = new Map();
  const isShownItself = (one) => {
    const isFrame = one === document.documentElement || one === document.body;
    return isFrame || getComputedStyle(one).display === "contents" || isSeen(one);
  };
  const isShown = (element) => {  // with all that it stands in, each asked once
    if (!element) return true;
    if (!known.has(element)) known.set(element, isShownItself(element) && isShown(element.parentElement));
    return known.get(element);
  };
  const named = (element) => {
    const words = (element.innerText || element.value || element.id || "").trim().slice(0, 30);
    return `<${element.tagName.toLowerCase()}> ${words}`;
  };
"""

_TEXTS = """
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = new Set();
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const isCode = ["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"].includes(element.tagName);
      if (!isCode && walker.currentNode.data.trim()) found.add(element);
    }
    const written = "input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, textarea";
    document.querySelectorAll(written).forEach((one) => found.add(one));
    return [...found].filter(isShown);
  };
"""

_SMALL_TEXTS = f"""
(minimum) => {{
  {_VISIBLE}
  {_TEXTS}
  return texts()
    .map((element) => [parseFloat(getComputedStyle(element).fontSize), element])
    .filter(([size]) => size < minimum - 0.01)
    .map(([size, element]) => `${{size}} px: ${{named(element)}}`);
}}
"""

_LINE_HEIGHTS = f"""
(minimum) => {{
  {_VISIBLE}
  {_TEXTS}
  return texts()
    .filter((element) => !["INPUT", "SELECT", "OPTION"].includes(element.tagName))
    .map((element) => {{
      const style = getComputedStyle(element);
      const isNormal = style.lineHeight === "normal";
      return [isNormal ? 1.2 : parseFloat(style.lineHeight) / parseFloat(style.fontSize), element];
    }})
    .filter(([height]) => height < minimum - 0.005)
    .map(([height, element]) => `${{height.toFixed(2)}}: ${{named(element)}}`);
}}
"""

_SMALL_TARGETS = f"""
(minimum) => {{
  {_VISIBLE}
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, "
    + "[role=button], [role=tab], [tabindex]:not([tabindex='-1'])";
  const standsInSentence = (element) => {{
    if (getComputedStyle(element).display !== "inline") return false;
    return [...element.parentElement.childNodes].some((node) =>
      node !== element && !element.contains(node) && node.nodeType === Node.TEXT_NODE && node.data.trim());
  }};
  const boxOf = (element) => {{
    const parts = [element, ...(element.labels || [])].filter(isShown);
    const boxes = parts.map((one) => one.getBoundingClientRect());
    const isTick = ["checkbox", "radio"].includes(element.type);
    const counted = isTick ? boxes : boxes.slice(0, 1);
    const largest = (side) => Math.max(...counted.map((box) => box[side]));
    return {{ width: largest("width"), height: largest("height") }};
  }};
  return [...document.querySelectorAll(wanted)]
    .filter((element) => isShown(element) && !standsInSentence(element))
    .map((element) => [boxOf(element), element])
    .filter(([box]) => box.width < minimum - 0.5 || box.height < minimum - 0.5)
    .map(([box, one]) => `${{box.width.toFixed(0)}} x ${{box.height.toFixed(0)}} px: ${{named(one)}}`);
}}
"""

_WRAPPED_LABELS = f"""
() => {{
  {_VISIBLE}
  const isWrapped = (element) => {{
    const tops = new Set();
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {{
      const isHidden = !isSeen(walker.currentNode.parentElement);
      if (isHidden || !walker.currentNode.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) if (box.width > 0) tops.add(Math.round(box.top / 8));
    }}
    return Math.max(...tops) - Math.min(...tops) > 1;
  }};
  return [...document.querySelectorAll("button, .btn, [role=button], input[type=submit]")]
    .filter((element) => isShown(element) && isWrapped(element)).map(named);
}}
"""

_BEYOND_RIGHT = f"""
() => {{
  {_VISIBLE}
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return ["page: " + document.documentElement.scrollWidth + " px in " + width + " px"].concat(
    [...document.querySelectorAll("body *")].filter((element) => isSeen(element)
      && element.getBoundingClientRect().right > width + 0.5).map(named));
}}
"""


_FOREIGN_WORDS = f"""
(common) => {{
  {_VISIBLE}
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {{
    const element = walker.currentNode.parentElement;
    if (element.closest("[translate=no], script, style, code, .number, .qr") || !isShown(element)) continue;
    const said = walker.currentNode.data.replace(/https?:\\/\\/\\S+/g, "");
    for (const [word] of said.matchAll(/[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*/g))
      if (/[a-z]{{2}}/.test(word) && !/[0-9]/.test(word) && !common.includes(word))
        found.push(`${{word}} in ${{named(element)}}`);
  }}
  return found;
}}
"""

_CUT_ON_PAPER = """
() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("main, main table")].filter((one) => one.checkVisibility()
    && (one.getBoundingClientRect().right > width + 1 || one.scrollWidth > one.clientWidth + 1));
  const pressed = [...document.querySelectorAll("main button, main .btn, main .field, main thead th")].filter((one) =>
    one.checkVisibility() && (one.tagName !== "TH" || (!one.innerText.trim() && one.querySelector(".visually-hidden"))));
  return wide.map((one) => `cut: <${one.tagName}> ${one.scrollWidth} px in ${width} px`).concat(
    pressed.map((one) => `of no use: ${one.outerHTML.slice(0, 80)}`));
}
"""


def axe_violations(page: Page, *, is_elder: bool = False) -> list[str]:
    """What axe-core finds against WCAG 2.0 to 2.2 A and AA and its best practice: one line per element.

    With `is_elder` how the page looks (`AXE_LOOKS`), texts below the enhanced contrast of 7:1 (4.5:1 when large) among it, the
    rule of the elder view; what stands in it is the same in both views (`test_elder_view_is_one_class`).

    Raises `FileNotFoundError` when the vendored axe-core is missing.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "\n;0")
    found: list[str] = page.evaluate(_AXE_RUN, [list(AXE_TAGS), list(AXE_LOOKS), is_elder])
    return found


def small_texts(page: Page, minimum_px: float) -> list[str]:
    """Visible texts (also inside controls) whose computed size is below the minimum, in CSS pixels."""
    found: list[str] = page.evaluate(_SMALL_TEXTS, minimum_px)
    return found


def tight_lines(page: Page, minimum: float) -> list[str]:
    """Visible texts whose line height is below this multiple of their size."""
    found: list[str] = page.evaluate(_LINE_HEIGHTS, minimum)
    return found


def small_targets(page: Page, minimum_px: float) -> list[str]:
    """Links and controls that are narrower or lower than the minimum, in CSS pixels.

    A tick box counts with its label. Links inside a sentence are left out (WCAG 2.2, 2.5.8, "inline").
    """
    found: list[str] = page.evaluate(_SMALL_TARGETS, minimum_px)
    return found


def wrapped_button_labels(page: Page) -> list[str]:
    """Buttons whose words stand on more than one line."""
    found: list[str] = page.evaluate(_WRAPPED_LABELS)
    return found


def beyond_right_edge(page: Page) -> list[str]:
    """The elements that make the page scroll sideways; the first line gives both widths."""
    found: list[str] = page.evaluate(_BEYOND_RIGHT)
    return found


def has_horizontal_scroll(page: Page) -> bool:
    """Must one scroll sideways to read the page?"""
    return bool(beyond_right_edge(page))


@dataclass
class Traffic:
    """What a page fetched: addresses of other hosts, and bytes received (headers and compressed bodies)."""

    host: str
    external: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    @property
    def transferred_bytes(self) -> int:
        """All bytes that came over the line; read it before the page is left."""
        sizes = [answer.request.sizes() for answer in self.answers]
        return sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes)

    @property
    def script_bytes(self) -> int:
        """The compressed bytes of all scripts."""
        scripts = [answer for answer in self.answers if answer.request.resource_type == "script"]
        return sum(answer.request.sizes()["responseBodySize"] for answer in scripts)


@contextmanager
def traffic(page: Page, address: str) -> Iterator[Traffic]:
    """Record what is fetched inside the block; `address` is ours, everything else is external."""
    record = Traffic(urlsplit(address).netloc)

    def note_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != record.host:
            record.external.append(request.url)

    def note_failure(request: Request) -> None:
        record.failed.append(f"{request.url}: {request.failure}")

    def note_answer(answer: Response) -> None:
        record.answers.append(answer)

    page.on("request", note_request)
    page.on("requestfailed", note_failure)
    page.on("response", note_answer)
    try:
        yield record
    finally:
        page.remove_listener("request", note_request)
        page.remove_listener("requestfailed", note_failure)
        page.remove_listener("response", note_answer)


def foreign_words(page: Page, known: Sequence[str]) -> list[str]:
    """Words in Latin letters in what a Chinese page says, but for those that everybody knows.

    Codes (capitals or with digits) and what has a name of its own (`translate="no"`: names of files, keys) are left out.
    """
    found: list[str] = page.evaluate(_FOREIGN_WORDS, list(known))
    return found


def wrong_on_paper(page: Page) -> list[str]:
    """What of a page is cut off on A4, and what stands on the paper though it can only be pressed or filled in."""
    size = page.viewport_size
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 990})  # A4 without the margins of the style sheet, at 96 px an inch
    found: list[str] = page.evaluate(_CUT_ON_PAPER)
    page.emulate_media(media="screen")
    if size:
        page.set_viewport_size(size)
    return found
