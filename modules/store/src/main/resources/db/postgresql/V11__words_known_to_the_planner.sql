-- The planner reads claims from the latest down or from the index of words, whichever it takes for shorter: it has to know how
-- common far more words are than the thousand of its default, not least because a word is looked for in all its forms.
ALTER TABLE claims ALTER COLUMN search SET STATISTICS 1000;
ANALYZE claims (search);
