-- What the customer list is ordered by. Figures that move with every call stand in bands, so that most writes leave the indexes alone.
ALTER TABLE customers
    ADD COLUMN window_calls bigint NOT NULL DEFAULT 0,
    ADD COLUMN window_errors bigint NOT NULL DEFAULT 0,
    ADD COLUMN first_call_at timestamptz,
    ADD COLUMN company_key text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN score_band integer NOT NULL DEFAULT 0,
    ADD COLUMN calls_band integer NOT NULL DEFAULT 0,
    ADD COLUMN errors_band integer NOT NULL DEFAULT 0;
UPDATE customers SET company_key = left(lower(btrim(company)), 64), score_band = engagement_score / 4,
    calls_band = CASE WHEN total_api_calls <= 0 THEN 0 WHEN total_api_calls < 1024 THEN length(ltrim(total_api_calls::bit(64)::text, '0'))
        ELSE 7 + (length(ltrim(total_api_calls::bit(64)::text, '0')) - 10) * 4 + ((total_api_calls >> (length(ltrim(total_api_calls::bit(64)::text, '0')) - 3)) & 3)::int END,
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

ALTER TABLE interventions ADD COLUMN with_person boolean NOT NULL DEFAULT false;
CREATE INDEX interventions_ended ON interventions (workspace, resolved_at) WHERE resolved_at IS NOT NULL;

CREATE TABLE turns (
    workspace text COLLATE "C" NOT NULL,
    customer_key text COLLATE "C" NOT NULL,
    turn_id text COLLATE "C" NOT NULL,
    intent text NOT NULL,
    status text NOT NULL,
    at timestamptz NOT NULL,
    ended_at timestamptz,
    waits_since timestamptz,
    with_person boolean NOT NULL,
    PRIMARY KEY (customer_key, turn_id)
);
CREATE INDEX turns_waiting ON turns (workspace, waits_since, turn_id) WHERE waits_since IS NOT NULL;
CREATE INDEX turns_ended ON turns (workspace, ended_at) WHERE ended_at IS NOT NULL;
