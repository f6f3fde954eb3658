"""Every place that has keys, its name in `valueworkshop keys`, and the order of its list."""

import pkgutil
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode

from valueworkshop.tui.stages.views import all_views
from valueworkshop.tui.widgets.keys import declared
from valueworkshop.tui.workshop.workshop_screen import WorkshopScreen

NAMES: Final = {
    "app.WorkshopApp": "Everywhere",
    "app.WatchApp": "The projector window: `watch`",
    "app.TouredScreen": "The tour of the demo",
    "workshop.WorkshopScreen": "Everywhere in a workshop",
    "compare.ComparedRows": "Workshops side by side: the items",
    "compare.ComparedScreen": "Workshops side by side",
    "compare.PickScreen": "Compare: which workshops",
    "compare.WorkshopsToCompare": "Compare: the list of workshops",
    "workshop.ConflictScreen": "Changed by you and by others: which to keep",
    "app.ElsewhereScreen": "Saving somewhere else: the path",
    "app.UnsavedScreen": "A workshop that cannot be saved",
    "workshop.ExportScreen": "Export",
    "workshop.PartRows": "Export: the parts of a report",
    "library.CutOffScreen": "A workshop that was interrupted",
    "workshop.GoToScreen": "Go to",
    "app.HelpScreen": "Help",
    "library.LibraryScreen": "The library",
    "library.ActionsScreen": "The actions of all workshops",
    "library.TaskRows": "The actions of all workshops: their rows",
    "library.FindScreen": "Finding words in all workshops",
    "library.PortfolioScreen": "What many workshops say together",
    "library.FirstRows": "The library with no workshop yet",
    "library.OpenFileScreen": "Opening a file from elsewhere",
    "library.AwayRows": "Archive and bin: their rows",
    "library.KeepingScreen": "The library: archive, bin, copy, title",
    "library.PutAwayScreen": "Archive and bin",
    "library.TitleScreen": "Renaming a workshop",
    "library.WorkshopRows": "The library: its rows",
    "library.WorkshopTable": "The library: its table",
    "library.NamingScreen": "A new workshop",
    "library.Kits": "A new workshop: its kits",
    "library.StageRows": "A new workshop: its stages",
    "library.AgendaBar": "A new workshop: its agenda",
    "workshop.AskedScreen": "What a stage asks",
    "workshop.AskedRows": "What a stage asks: the list",
    "workshop.WordingScreen": "What a stage asks: the words of one",
    "workshop.StagesScreen": "The stages of a workshop",
    "workshop.WorkshopStageRows": "The stages of a workshop: the list",
    "workshop.AddStageScreen": "Adding a stage of any kit",
    "workshop.OfferedRows": "Adding a stage of any kit: the list",
    "workshop.KitTitleScreen": "Keeping a workshop as a kit: its title",
    "workshop.NotesScreen": "The facilitator's notes",
    "app.Palette": "The list of commands",
    "app.ParkScreen": "Parking a thought",
    "app.Thought": "Parking a thought: its line",
    "hosting.PhonesScreen": "Phones",
    "library.PremiseScreen": "The premise",
    "projector.ProjectorScreen": "The projector view",
    "app.RecoveryScreen": "Text found after a crash",
    "app.SecondWindowScreen": "A workshop that is open in another window",
    "workshop.RealCustomerScreen": "The one real customer: its form",
    "workshop.TimeScreen": "The time panel",
    "workshop.WentBackScreen": "A file that went back to an older version",
    "actions.ActionRows": "Actions: what was agreed",
    "actions.ActionsView": "Actions",
    "actions.CandidateRows": "Actions: what can be chosen",
    "actions.CatalogueRows": "The catalogue of actions: its list",
    "actions.CatalogueScreen": "The catalogue of actions",
    "stages.ActionScreen": "One action: its form",
    "allocation.AllocationView": "Points to share out",
    "allocation.AlignmentEntry": "Alignment: the table of layers",
    "allocation.SpreadEntry": "Points to share out: each voter's",
    "allocation.PassSpreads": "Points to share out: passing the keyboard",
    "allocation.SpreadScreen": "Points to share out: one person's ballot",
    "close.CloseView": "The close",
    "close.ParkedRows": "The close: parked thoughts",
    "dots.DotsView": "Dot voting",
    "dots.BallotScreen": "Dot voting: one person's ballot",
    "dots.OptionRows": "Dot voting: what is on a ballot",
    "dots.BeginScreen": "Dot voting: how it begins",
    "dots.CountRows": "Dot voting: counting dots on paper",
    "dots.ResultRows": "Dot voting: the result",
    "dots.VoterRows": "Dot voting: who votes",
    "effort.EffortView": "Effort and impact",
    "effort.PlacingPlane": "Effort and impact: placing on the plane",
    "frame.FrameView": "The frame",
    "journey.CarrierRows": "Journey: what carries the value",
    "ladder.LadderView": "The ladder",
    "ledger.LedgerView": "The ledger",
    "ledger.LedgerRows": "The ledger: its lines",
    "ledger.UnitScreen": "The ledger: currency and period",
    "offers.OffersView": "Offers",
    "offers.LeverScreen": "The lever test",
    "pause.PauseView": "A break",
    "questions.QuestionsView": "Questions and their notes",
    "questions.NoteText": "Questions: the text of a note",
    "questions.NoteRows": "Questions: the list of notes",
    "questions.Particulars": "Questions: a note's source and speaker",
    "note_groups.GroupsView": "Groups of notes",
    "silent.SilentView": "Silent writing",
    "silent.WriterRows": "Silent writing: who writes",
    "silent.SheetScreen": "Silent writing: one person's sheet",
    "silent.OwnNotes": "Silent writing: the notes on a sheet",
    "stages.QuoteScreen": "A quote: which note, for which item",
    "review.LearntScreen": "Last time: what we learnt",
    "review.AssumptionRows": "Last time: assumptions",
    "review.LookingBack": "Last time",
    "review.PromiseRows": "Last time: actions",
    "summary.SummaryView": "The summary",
    "summary.GapRows": "The summary: gaps by priority",
    "summary.ContradictionRows": "The summary: contradictions",
    "summary.NineRows": "The summary: all nine gaps",
    "summary.SeatsPage": "The summary: two seats",
    "voice.FileRows": "Customers' voice: the surveys",
    "voice.VoiceView": "Customers' voice",
    "voice.LineScreen": "Customers' voice: an answer to write",
    "voice.PickRows": "Customers' voice: a choice, its list",
    "voice.PickScreen": "Customers' voice: a choice",
    "voice.ImportScreen": "Bringing in a survey",
    "voice.SurveyRows": "Bringing in a survey: its columns",
    "votes.VotesView": "Votes on an item",
    "votes.SheetScreen": "Votes: a ballot of paper, typed in",
    "votes.PicturedScreen": "Votes: which customers people pictured",
    "votes.PassEntry": "Pass the keyboard: between two people",
    "votes.Passing": "Pass the keyboard: to whom first",
    "votes.BallotScreen": "Pass the keyboard: one person's ballot",
    "votes.PickItemsScreen": "Pass the keyboard: picking most and least",
    "votes.CardsEntry": "Cards held up, and the room's one rating",
    "votes.GradingScreen": "Evidence for an item",
    "votes.Grid": "The grid of all answers",
    "votes.HandsEntry": "Show of hands",
    "votes.ItemScreen": "An item of the team's own",
    "votes.OwnRows": "Items of the team's own: the list",
    "votes.OwnVotesView": "Votes on items of the team's own",
    "widgets.Choice": "A choice between words",
    "widgets.CoverScreen": "The cover: the keyboard goes to the next person",
    "stages.Whole": "A whole stage at a glance",
    "votes.WholeFirstView": "Votes that are seen as a whole, too",
    "stages.DescribedView": "One field at a time: frame, close",
    "widgets.Box": "A form where you can only read",
    "widgets.FilterLine": "A filter above a list",
    "projector.Projection": "What a projector shows",
    "widgets.Rows": "Any list",
    "widgets.SureScreen": "A question before something is done",
    "widgets.WordsScreen": "A few words: a reason, a note",
    "widgets.Line": "A line to write in",
    "widgets.LongLine": "A line for a long text",
    "widgets.Writing": "A text to write in",
}
"""Short, one heading each: the name of the place, as the screens say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One class that has keys, in the order of their declaration. `about` says what it is."""

    cls: type[DOMNode]
    about: str
    bindings: tuple[Binding, ...]


def places() -> list[Place]:
    """Return every place with keys of ours: first what works everywhere, then by name.

    Imports every screen and every view.
    """
    load_places()
    found: dict[type[DOMNode], list[Binding]] = {}
    for cls, binding in declared():
        found.setdefault(cls, []).append(binding)
    made = [
        Place(cls=cls, about=_name_of(cls), bindings=tuple(bindings))
        for cls, bindings in found.items()
        if any(binding.id for binding in bindings)
    ]
    return sorted(made, key=lambda p: (*_rank(p.cls), p.cls.__qualname__))


def load_places() -> None:
    """Import every screen and every view, so that `declared` knows all bindings."""
    tui = import_module(__name__.rpartition(".app.")[0])
    for module in pkgutil.walk_packages(tui.__path__, f"{tui.__name__}."):
        if not module.name.endswith(".typed_bytes"):
            import_module(module.name)
    all_views()


def _name_of(cls: type[DOMNode]) -> str:
    """Return the name of a place: if it has none here, that of its kind, or of its class."""
    kind = str(getattr(cls, "KIND", ""))
    return NAMES.get(_key(cls)) or kind.replace("_", " ").capitalize() or cls.__name__


def _rank(cls: type[DOMNode]) -> tuple[int, int]:
    """Return the position of a place in the list; the last if it is new."""
    everywhere = 0 if issubclass(cls, App) else 1 if issubclass(cls, WorkshopScreen) else 2
    key = _key(cls)
    return everywhere, list(NAMES).index(key) if key in NAMES else len(NAMES)


def _key(cls: type[DOMNode]) -> str:
    """Return the room of a class, or the kind of stage, with its name: 'library.TitleScreen'."""
    _, _, room, *rest = cls.__module__.split(".")
    if kind := getattr(cls, "KIND", ""):
        return f"{kind}.{cls.__name__}"
    folder = rest[0] if room == "stages" and len(rest) > 1 else room
    return f"{folder}.{cls.__name__}"
