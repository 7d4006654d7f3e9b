"""Security keys and passkeys (WebAuthn): what a browser is asked, and whether its answer holds. Knows no tables.

A key signs a question of 32 random bytes together with the address that the browser stands at, so that an answer given
to a false address, or to another question, proves nothing here. No attestation: of which make a key is, nobody asks.
"""

from __future__ import annotations

import binascii
import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import webauthn
from cryptography.exceptions import UnsupportedAlgorithm
from django.conf import settings
from django.http import HttpRequest
from webauthn.helpers import (
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

MOST_LETTERS = 20_000
"""Of a browser's answer."""
LIFE = timedelta(minutes=10)
"""So long a question may be answered."""
TIMEOUT_MS = 300_000
"""So long a browser waits for the key: five minutes, as WCAG asks of whoever is slow."""
ALGORITHMS = [
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]
UNREADABLE = (WebAuthnException, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What a text that is no answer may lead to in the library."""


@dataclass(frozen=True)
class Place:
    """Where keys count: the domain that they are bound to, and the origin that the browser stands at."""

    domain: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class Enrolled:
    """The public half of a new key, as it is kept."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Known:
    """A key that an account has: how a browser finds it again."""

    credential_id: bytes
    transports: tuple[str, ...] = ()


class NotProven(Exception):
    """A browser's answer does not hold. `reason` is a word for the log of facts; the sentence is for operators."""

    def __init__(self, reason: str, sentence: str = "") -> None:
        super().__init__(f"{reason}: {sentence}")
        self.reason = reason


def place_of(request: HttpRequest) -> Place | None:
    """Where the browser stands, if keys count there: an address of `MINSHENG_ORIGINS` in `MINSHENG_KEY_DOMAIN`.

    On the machine itself (a trial) that is `http://localhost` with any port. None elsewhere.
    """
    origin = f"{request.scheme}://{request.get_host()}"
    return Place(settings.MINSHENG_KEY_DOMAIN, origin) if _is_in_domain(origin) and _is_ours(origin) else None


def right_address(request: HttpRequest) -> str:
    """The address of this page where keys count, "" where there is none."""
    if settings.MINSHENG_KEY_DOMAIN == "localhost":
        port = urlsplit(f"//{request.get_host()}").port
        return f"{request.scheme}://localhost{f':{port}' if port else ''}{request.path}"
    found = next((origin for origin in settings.CSRF_TRUSTED_ORIGINS if _is_in_domain(origin)), "")
    return f"{found}{request.path}" if found else ""


def _is_in_domain(origin: str) -> bool:
    host, domain = urlsplit(origin).hostname or "", settings.MINSHENG_KEY_DOMAIN
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def _is_ours(origin: str) -> bool:
    is_this_machine = settings.MINSHENG_KEY_DOMAIN == "localhost" and urlsplit(origin).hostname == "localhost"
    return is_this_machine or origin in settings.CSRF_TRUSTED_ORIGINS


def new_challenge() -> bytes:
    """32 random bytes for one answer."""
    return secrets.token_bytes(32)


def digest(challenge: bytes) -> bytes:
    """What is kept of a question."""
    return hashlib.sha256(challenge).digest()


def asked_to_enrol(
    place: Place, challenge: bytes, *, account_id: uuid.UUID, login: str, name: str, known: Sequence[Known]
) -> str:
    """What a browser is asked for a new key (JSON); a device that has one of the account's already says so."""
    options = webauthn.generate_registration_options(
        rp_id=place.domain,
        rp_name="民声",
        user_id=account_id.bytes,
        user_name=login,
        user_display_name=name,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,  # a key that goes from hand to hand names nobody
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_described(known),
        supported_pub_key_algs=ALGORITHMS,
    )
    return webauthn.options_to_json(options)


def asked_to_prove(place: Place, challenge: bytes, known: Sequence[Known]) -> str:
    """What a browser is asked for one of these keys (JSON)."""
    options = webauthn.generate_authentication_options(
        rp_id=place.domain,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        allow_credentials=_described(known),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return webauthn.options_to_json(options)


def _described(known: Sequence[Known]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=one.credential_id, transports=[AuthenticatorTransport(word) for word in one.transports] or None
        )
        for one in known
    ]


def enrolled(place: Place, challenge: bytes, answer: str) -> Enrolled:
    """The new key of a browser's answer. Raises `NotProven`."""
    try:
        credential = parse_registration_credential_json(_short(answer))
        _require_own_frame(credential.response.client_data_json)
        found = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=place.domain,
            expected_origin=place.origin,
            supported_pub_key_algs=ALGORITHMS,
        )
    except (*UNREADABLE, UnsupportedAlgorithm, binascii.Error) as problem:
        raise NotProven("unproven", str(problem)) from problem
    return Enrolled(
        credential_id=found.credential_id,
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
        transports=tuple(sorted({one.value for one in credential.response.transports or ()})),
    )


def named(answer: str) -> bytes:
    """The id of the key that an answer says it comes from; nothing is proven by it. Raises `NotProven`."""
    try:
        return parse_authentication_credential_json(_short(answer)).raw_id
    except UNREADABLE as problem:
        raise NotProven("malformed", str(problem)) from problem


def proven_count(place: Place, challenge: bytes, answer: str, *, account_id: uuid.UUID, public_key: bytes) -> int:
    """What a key's counter says in an answer that holds, 0 where it has none. Raises `NotProven`.

    Whether the counter has gone on is for the caller to ask (`has_gone_on`): he knows the last one.
    """
    try:
        credential = parse_authentication_credential_json(_short(answer))
        _require_own_frame(credential.response.client_data_json)
        if credential.response.user_handle not in {None, b"", account_id.bytes}:
            raise NotProven("unproven", "the key was made for another account")
        found = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=place.domain,
            expected_origin=place.origin,
            credential_public_key=public_key,
            credential_current_sign_count=0,
        )
    except UNREADABLE as problem:
        raise NotProven("unproven", str(problem)) from problem
    return found.new_sign_count


def has_gone_on(last: int, told: int) -> bool:
    """Has a counter gone on, or does the key count nothing at all? (WebAuthn, section 7.2, step 22)."""
    return told > last or told == last == 0


def _short(answer: str) -> str:
    if len(answer) > MOST_LETTERS:
        raise ValueError("longer than any answer")
    return answer


def _require_own_frame(client_data: bytes) -> None:
    """A page of somebody else that has ours inside it asks for nothing. Raises `ValueError`."""
    if parse_client_data_json(client_data).cross_origin:
        raise ValueError("asked from inside another page")
