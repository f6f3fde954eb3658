"""The one real customer on screen: in the frame, above every stage, and in a form from anywhere."""

from pathlib import Path

from running import new_file, running, saved_of, screen_text, session_of, top_line, type_text


async def test_it_is_asked_in_the_frame_stays_in_sight_and_is_edited_from_anywhere(
    folder: Path,
) -> None:
    async with running(new_file(folder), at=("frame", "customer"), size=(80, 24)) as pilot:
        assert "Keep in mind" not in screen_text(pilot)
        for line in ("[b]Fleet manager", "last week"):
            await type_text(pilot, line)
            await pilot.press("enter")
        await pilot.press("enter")
        assert session_of(pilot).place.at == "competitors"
        assert "Keep in mind: [b]Fleet manager · last week" in screen_text(pilot)
        await pilot.press("escape", "n")
        for _ in range(2):
            await pilot.press("ctrl+n")
        assert session_of(pilot).place.stage == "guiding"
        assert "Keep in mind: [b]Fleet manager · last week" in screen_text(pilot)
        await pilot.press("escape", "C", "tab", "tab")
        assert "Enter Keep" in screen_text(pilot)
        assert "Go on" not in screen_text(pilot)
        await type_text(pilot, "one invoice")
        await pilot.press("enter")
        assert "last week · one invoice" in screen_text(pilot)
        assert saved_of(pilot).customer.wanted == "one invoice"
        await pilot.press("u")
        assert not saved_of(pilot).customer.wanted
        assert "last week · one invoice" not in screen_text(pilot)
        assert "Guiding" in top_line(pilot)
