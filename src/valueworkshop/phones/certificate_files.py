"""Reads a certificate and its key, and says which file is wrong and what to do about it."""

import ssl
from pathlib import Path
from typing import Final, NoReturn

from valueworkshop.phones.way_of_serving import Certificate

_CERTIFICATE, _KEY = b"-----BEGIN CERTIFICATE-----", b"PRIVATE KEY-----"

_LARGEST: Final = 1_000_000


class CertificateError(Exception):
    """A certificate cannot be used; the text says which file, and what to do."""


def read_certificate(file: Path, key: Path | None = None) -> Certificate:
    """Return what is in the file of a certificate; its `key` may be in the same file.

    Raises CertificateError.
    """
    key = key or file
    if _CERTIFICATE not in _read(file):
        raise CertificateError(
            f"{file}: no certificate is in this file. It has to be a PEM file, with a line "
            "-----BEGIN CERTIFICATE-----"
        )
    if _KEY not in _read(key):
        where = "give the file of its key with --key" if key == file else "it has to be a PEM file"
        raise CertificateError(f"{key}: no private key is in this file; {where}")
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

    def no_password() -> NoReturn:
        raise CertificateError(
            f"{key}: this key has a password, and nobody types it here. Make a copy without: "
            "openssl pkey -in KEY -out COPY"
        )

    try:
        serving.load_cert_chain(file, key, no_password)
    except ssl.SSLError as error:
        if "MISMATCH" in (error.reason or ""):
            raise CertificateError(
                f"{key}: this key does not belong to the certificate in {file}; "
                "take the one that was made with it"
            ) from error
        raise CertificateError(
            f"{file}: this certificate or its key in {key} cannot be read ({error.reason}); "
            "take the files as they were issued"
        ) from error
    names = _names(file, serving)
    return Certificate(
        file=file,
        key=key,
        names=tuple(name for kind, name in names if kind == "DNS"),
        addresses=tuple(name for kind, name in names if kind == "IP Address"),
    )


def _names(file: Path, serving: ssl.SSLContext) -> list[tuple[str, str]]:
    """Return what the certificate is made for: what a client learns that trusts just this one."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname = False
    client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        client.load_verify_locations(file)
        there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
        asks = client.wrap_bio(back, there)
        answers = serving.wrap_bio(there, back, server_side=True)
        for end in (asks, answers, asks, answers):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
    except ssl.SSLCertVerificationError as error:
        raise CertificateError(
            f"{file}: phones would refuse this certificate: {error.verify_message}; renew it"
        ) from error
    except ssl.SSLError as error:
        told = f"{file}: this certificate cannot be used ({error.reason})"
        raise CertificateError(told) from error
    found = (asks.getpeercert() or {}).get("subjectAltName", ())
    return [(str(each[0]), str(each[1])) for each in found]


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise CertificateError(
            f"{path}: this file cannot be read ({error.strerror}); check the path, and that you "
            "may read it"
        ) from error
