"""Which of a computer's addresses a phone in the room probably reaches."""

from valueworkshop.phones.addresses import ranked

FOUND = {
    "lo": ["127.0.0.1"],
    "docker0": ["172.17.0.1"],
    "tun0": ["10.8.0.2"],
    "wlan0": ["192.168.1.42"],
    "eth0": ["10.0.0.5"],
    "eth1": ["10.0.0.9"],
    "usb0": ["192.168.42.1"],
    "wan": ["203.0.114.9"],
    "link": ["169.254.3.4"],
}


def test_wifi_and_cable_come_before_the_rest_and_the_loop_last() -> None:
    up = [card for card in FOUND if card != "eth1"]
    cards = [each.card for each in ranked(FOUND, up)]
    assert cards == ["eth0", "wlan0", "usb0", "docker0", "tun0", "link", "lo"]


def test_what_phones_seldom_reach_is_marked() -> None:
    found = {each.card: each.is_likely for each in ranked(FOUND, list(FOUND))}
    assert found["wlan0"]
    assert not found["docker0"]
    assert not found["tun0"]


def test_addresses_that_anyone_on_the_internet_reaches_are_never_offered() -> None:
    assert "203.0.114.9" not in [each.ip for each in ranked(FOUND, list(FOUND))]
