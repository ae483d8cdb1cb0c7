-- The tables for people and programs that ask in SQL. They are computed from the journal and from nothing else; to make
-- them anew: belay db rebuild-views. Money is in the asset that the symbol is quoted in. Times are the exchange's.

CREATE SCHEMA monitoring;

-- Every position that ever was, with what it has brought.
CREATE TABLE monitoring.positions (
    id                VARCHAR PRIMARY KEY, -- the leg and the number of its position: main:BTCUSDT:BOTH#3
    leg               VARCHAR NOT NULL,
    account           VARCHAR NOT NULL,
    symbol            VARCHAR NOT NULL,
    position_side     VARCHAR NOT NULL,    -- BOTH in one-way mode, LONG or SHORT in hedge mode
    epoch             BIGINT NOT NULL,
    side              VARCHAR NOT NULL,    -- LONG or SHORT
    state             VARCHAR NOT NULL,    -- OPEN, CLOSED, or FORGOTTEN: the journal was rebuilt while it was open
    quantity          NUMERIC(38, 18) NOT NULL, -- of a closed one: when it was last open
    entry_price       NUMERIC(38, 18) NOT NULL,
    opened_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_at         TIMESTAMP WITH TIME ZONE,
    exit_price        NUMERIC(38, 18),     -- average of the fills against it, rounded to 8 decimals
    exit_quantity     NUMERIC(38, 18) NOT NULL,
    realized_profit   NUMERIC(38, 18) NOT NULL, -- before fees and funding
    fees              NUMERIC(38, 18) NOT NULL, -- positive is paid
    funding           NUMERIC(38, 18) NOT NULL, -- negative was paid, positive received
    protection        VARCHAR NOT NULL,    -- PROTECTED, ADJUSTING, UNPROTECTED, or FLAT when it is over
    stop_level        NUMERIC(38, 18) NOT NULL, -- where the working stop has to be
    liquidation_price NUMERIC(38, 18),
    policy            VARCHAR NOT NULL,
    own_entry         BOOLEAN NOT NULL     -- whether Belay opened it
);
CREATE INDEX positions_opened ON monitoring.positions (opened_at);
CREATE INDEX positions_symbol ON monitoring.positions (symbol, opened_at);

-- The trailing stop of every position.
CREATE TABLE monitoring.trailing_stop_state (
    position_id        VARCHAR PRIMARY KEY,
    leg                VARCHAR NOT NULL,
    account            VARCHAR NOT NULL,
    symbol             VARCHAR NOT NULL,
    side               VARCHAR NOT NULL,
    state              VARCHAR NOT NULL,   -- WAITING for its activation, TRAILING, or OVER
    quantity           NUMERIC(38, 18) NOT NULL,
    entry_price        NUMERIC(38, 18) NOT NULL,
    activated          BOOLEAN NOT NULL,
    activation_percent NUMERIC(38, 18) NOT NULL,
    callback_percent   NUMERIC(38, 18) NOT NULL,
    activation_price   NUMERIC(38, 18) NOT NULL, -- the gain from which it trails
    peak_price         NUMERIC(38, 18) NOT NULL, -- the highest of a long one, the lowest of a short one
    stop_level         NUMERIC(38, 18) NOT NULL,
    update_count       BIGINT NOT NULL,    -- how often the level was moved
    created_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    activated_at       TIMESTAMP WITH TIME ZONE,
    level_moved_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    peak_saved_at      TIMESTAMP WITH TIME ZONE,
    policy             VARCHAR NOT NULL
);
CREATE INDEX trailing_stop_state_symbol ON monitoring.trailing_stop_state (symbol);

-- Every event, in words and as it is stored.
CREATE TABLE monitoring.events (
    leg           VARCHAR NOT NULL,
    sequence      BIGINT NOT NULL,         -- its number in the journal of the leg
    account       VARCHAR NOT NULL,
    symbol        VARCHAR NOT NULL,
    position_side VARCHAR NOT NULL,
    position_id   VARCHAR,
    occurred_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    type          VARCHAR NOT NULL,        -- position, trailing, policy, stop, order, fill, funding, alarm, journal
    event         VARCHAR NOT NULL,        -- its name in the journal
    text          VARCHAR NOT NULL,
    details       VARCHAR NOT NULL,        -- JSON
    PRIMARY KEY (leg, sequence)
);
CREATE INDEX events_symbol ON monitoring.events (symbol, type, occurred_at);
CREATE INDEX events_time ON monitoring.events (occurred_at);

-- Every fill, counted once.
CREATE TABLE monitoring.trades (
    leg              VARCHAR NOT NULL,
    trade_id         BIGINT NOT NULL,      -- the exchange's, unique per symbol
    account          VARCHAR NOT NULL,
    symbol           VARCHAR NOT NULL,
    position_id      VARCHAR,
    order_id         BIGINT NOT NULL,
    client_id        VARCHAR NOT NULL,     -- of the order, '' when the exchange did not say
    side             VARCHAR NOT NULL,     -- BUY or SELL
    quantity         NUMERIC(38, 18) NOT NULL,
    price            NUMERIC(38, 18) NOT NULL,
    realized_profit  NUMERIC(38, 18) NOT NULL,
    commission       NUMERIC(38, 18) NOT NULL,
    commission_asset VARCHAR NOT NULL,
    maker            BOOLEAN NOT NULL,
    traded_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    sequence         BIGINT NOT NULL,
    PRIMARY KEY (leg, trade_id)
);
CREATE INDEX trades_time ON monitoring.trades (symbol, traded_at);
CREATE INDEX trades_position ON monitoring.trades (position_id);

-- Every payment of funding, counted once.
CREATE TABLE monitoring.fundings (
    leg         VARCHAR NOT NULL,
    payment_id  BIGINT NOT NULL,
    account     VARCHAR NOT NULL,
    symbol      VARCHAR NOT NULL,
    position_id VARCHAR,
    amount      NUMERIC(38, 18) NOT NULL,  -- negative was paid
    asset       VARCHAR NOT NULL,
    paid_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    sequence    BIGINT NOT NULL,
    PRIMARY KEY (leg, payment_id)
);
CREATE INDEX fundings_time ON monitoring.fundings (symbol, paid_at);

-- What each leg is and has brought, over all its positions.
CREATE TABLE monitoring.legs (
    leg             VARCHAR PRIMARY KEY,
    account         VARCHAR NOT NULL,
    symbol          VARCHAR NOT NULL,
    position_side   VARCHAR NOT NULL,
    quote_asset     VARCHAR NOT NULL,
    phase           VARCHAR NOT NULL,      -- FLAT, OPENING, OPEN or CLOSING
    complete        BOOLEAN NOT NULL,      -- false: events are missing, and what is said here is old
    trades          BIGINT NOT NULL,
    realized_profit NUMERIC(38, 18) NOT NULL,
    fees            NUMERIC(38, 18) NOT NULL,
    funding         NUMERIC(38, 18) NOT NULL,
    balance_change  NUMERIC(38, 18) NOT NULL, -- realized profit less fees, plus funding
    last_sequence   BIGINT NOT NULL,
    last_event_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    sheet           VARCHAR NOT NULL       -- what the next event is counted on top of; not for people
);

-- Fees and funding in other assets, such as BNB: never added to the rest.
CREATE TABLE monitoring.other_assets (
    leg            VARCHAR NOT NULL,
    asset          VARCHAR NOT NULL,
    account        VARCHAR NOT NULL,
    balance_change NUMERIC(38, 18) NOT NULL,
    PRIMARY KEY (leg, asset)
);

-- The same per account.
CREATE VIEW monitoring.accounts AS
SELECT account,
       quote_asset,
       SUM(trades)          AS trades,
       SUM(realized_profit) AS realized_profit,
       SUM(fees)            AS fees,
       SUM(funding)         AS funding,
       SUM(balance_change)  AS balance_change
FROM monitoring.legs
GROUP BY account, quote_asset;

-- How far the tables follow the journal, for each part of the legs.
CREATE TABLE monitoring.progress (
    slice       INTEGER PRIMARY KEY,
    generation  BIGINT NOT NULL,           -- counts how often the tables were made anew
    ordering    BIGINT NOT NULL,           -- of the newest event that is in them
    written_at  TIMESTAMP WITH TIME ZONE,  -- when that was written to the journal, by the node's clock
    followed_at TIMESTAMP WITH TIME ZONE   -- when it came here, by the node's clock
);
INSERT INTO monitoring.progress (slice, generation, ordering) VALUES (0, 0, 0), (1, 0, 0), (2, 0, 0), (3, 0, 0);

-- How far each reader of the journal has come. The tables of akka-projection-jdbc.
CREATE TABLE "akka_projection_offset_store" (
    "projection_name" VARCHAR(255) NOT NULL,
    "projection_key"  VARCHAR(255) NOT NULL,
    "current_offset"  VARCHAR(255) NOT NULL,
    "manifest"        VARCHAR(4) NOT NULL,
    "mergeable"       BOOLEAN NOT NULL,
    "last_updated"    BIGINT NOT NULL,
    PRIMARY KEY ("projection_name", "projection_key")
);
CREATE TABLE "akka_projection_management" (
    "projection_name" VARCHAR(255) NOT NULL,
    "projection_key"  VARCHAR(255) NOT NULL,
    "paused"          BOOLEAN NOT NULL,
    "last_updated"    BIGINT NOT NULL,
    PRIMARY KEY ("projection_name", "projection_key")
);

-- The events that are there already get the marks that newer ones are written with (position.EventTag).
INSERT INTO "event_tag" ("event_id", "tag")
SELECT "ordering", 'legs-' || MOD(LOCATE(LOWER(SUBSTRING(RAWTOHEX(HASH('MD5', "persistence_id")), 1, 1)), '0123456789abcdef') - 1, 4)
FROM "event_journal"
WHERE "persistence_id" LIKE 'leg|%';
