"""Everyone answers on a phone: the page, who holds which phone, and the site that serves both.

What a page asks and what an answer does come from the core, as in every other front end. The site
needs the extra `phones`; the rest is plain Python.
"""
