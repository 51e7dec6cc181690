-- What the customer list is ordered by. Figures that move with every call stand in bands, so that most writes leave the indexes alone.
ALTER TABLE customers ADD COLUMN window_calls INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN window_errors INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN first_call_at INTEGER;
ALTER TABLE customers ADD COLUMN company_key TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN score_band INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN calls_band INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN errors_band INTEGER NOT NULL DEFAULT 0;
UPDATE customers SET company_key = substr(lower(trim(company)), 1, 64), score_band = engagement_score / 4,
    calls_band = (WITH RECURSIVE halves (n, bits) AS (SELECT total_api_calls, 0 UNION ALL SELECT n / 2, bits + 1 FROM halves WHERE n > 0)
        SELECT CASE WHEN total_api_calls < 1024 THEN max(bits) ELSE 7 + (max(bits) - 10) * 4 + ((total_api_calls >> (max(bits) - 3)) & 3) END FROM halves),
    errors_band = CASE WHEN error_rate <= 0.1 THEN ceil(error_rate * 100) ELSE 8 + ceil(error_rate * 20) END;

-- Each order within each group of customers of one health, tier and stage.
DROP INDEX customers_health;
DROP INDEX customers_tier;
DROP INDEX customers_stage;
CREATE INDEX customers_by_id ON customers (workspace, health, tier, stage, customer_id);
CREATE INDEX customers_by_company ON customers (workspace, health, tier, stage, company_key, customer_id);
CREATE INDEX customers_by_age ON customers (workspace, health, tier, stage, created_at, customer_id);
CREATE INDEX customers_by_score ON customers (workspace, health, tier, stage, score_band);
CREATE INDEX customers_by_calls ON customers (workspace, health, tier, stage, calls_band);
CREATE INDEX customers_by_errors ON customers (workspace, health, tier, stage, errors_band);
CREATE INDEX customers_first_call ON customers (workspace, first_call_at) WHERE first_call_at IS NOT NULL;

-- With the prefixes of one letter too, so that the first letter typed is looked up as fast as a word.
CREATE VIRTUAL TABLE customer_words_new USING fts5 (words, tokenize = 'ascii', prefix = '1 2 3');
INSERT INTO customer_words_new (customer_words_new, rank) VALUES ('secure-delete', 1);
INSERT INTO customer_words_new (rowid, words) SELECT rowid, words FROM customer_words;
DROP TABLE customer_words;
ALTER TABLE customer_words_new RENAME TO customer_words;

ALTER TABLE interventions ADD COLUMN with_person INTEGER NOT NULL DEFAULT 0;
CREATE INDEX interventions_ended ON interventions (workspace, resolved_at) WHERE resolved_at IS NOT NULL;

CREATE TABLE turns (
    workspace TEXT NOT NULL,
    customer_key TEXT NOT NULL,
    turn_id TEXT NOT NULL,
    intent TEXT NOT NULL,
    status TEXT NOT NULL,
    at INTEGER NOT NULL,
    ended_at INTEGER,
    waits_since INTEGER,
    with_person INTEGER NOT NULL,
    PRIMARY KEY (customer_key, turn_id)
) STRICT;
CREATE INDEX turns_waiting ON turns (workspace, waits_since, turn_id) WHERE waits_since IS NOT NULL;
CREATE INDEX turns_ended ON turns (workspace, ended_at) WHERE ended_at IS NOT NULL;
