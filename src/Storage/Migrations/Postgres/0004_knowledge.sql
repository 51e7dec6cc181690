-- The sections of the documents as they are read.
CREATE TABLE knowledge (
    id integer PRIMARY KEY,
    page text COLLATE "C" NOT NULL,
    anchor text COLLATE "C" NOT NULL,
    level integer NOT NULL,
    title text NOT NULL,
    heading text NOT NULL,
    keywords text NOT NULL,
    body text NOT NULL,
    length integer NOT NULL
);
CREATE INDEX knowledge_page ON knowledge (page, id);

-- What BM25 needs of each word in each section: how often it occurs, weighed by where.
CREATE TABLE knowledge_terms (
    lexeme text COLLATE "C" NOT NULL,
    section integer NOT NULL REFERENCES knowledge (id) ON DELETE CASCADE,
    frequency double precision NOT NULL,
    PRIMARY KEY (lexeme, section)
);
