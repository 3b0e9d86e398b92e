"""How much of a large collection goes into one report, so that the file can still be mailed.

Whatever a limit leaves out is counted in the report, with the command that shows it.
"""

STORIES = 40  # told in detail; the others are listed
STORIES_LISTED = 500
ARTICLES = 300  # in full, over all stories
ARTICLES_OF_STORY = 80
CHARACTERS = 1_400_000  # of article text in full; with all that is told of it eight to ten bytes each
TABLES = 100  # articles with tables of what was read from them
TIMELINE = 120  # lines per story
SPEAKERS = 60  # rows of the matrix per story
QUOTATIONS = 40  # per speaker and outlet
COMPARISONS = 60  # per story and section
PASSAGES = 12  # links in one cell
JOINED = 300  # passages in pieces that are lit as one without the script; each costs the browser a rule
QUOTE = 420  # characters of a quotation outside the article
FURNITURE = 300  # lines of dropped text per article
NOTES = 400  # lines of the tables below an article
REJECTIONS = 1000
