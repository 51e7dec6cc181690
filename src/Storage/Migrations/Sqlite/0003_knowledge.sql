-- The sections of the documents as they are read, and found by their words.
CREATE VIRTUAL TABLE knowledge USING fts5 (
    page UNINDEXED, anchor UNINDEXED, level UNINDEXED, title, heading, keywords, body,
    tokenize = 'porter unicode61 remove_diacritics 2', prefix = '3 4'
);
