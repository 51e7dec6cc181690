-- Those who have no calls, or no errors, in the order they are listed in after all others: by id.
CREATE INDEX customers_without_calls ON customers (workspace, health, tier, stage, customer_id) WHERE calls_band = 0;
CREATE INDEX customers_without_errors ON customers (workspace, health, tier, stage, customer_id) WHERE errors_band = 0;
