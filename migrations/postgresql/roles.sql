-- Makes the database and its three roles, once, before the first start. It is run by an administrator of the server:
--
--   psql --host HOST --username postgres --file migrations/postgresql/roles.sql
--
-- and then, in psql, each role gets a password with \password ROLE. Flyway does not run this file.
--
--   belay_owner   makes and changes the tables: belay.database.owner, or only for "belay db migrate"
--   belay         what a node runs as: belay.database.user. It writes events, but can neither change nor delete one
--   belay_reader  looks: for people, and for "belay journal" with --set database.user=belay_reader

\set ON_ERROR_STOP on

CREATE ROLE belay_owner LOGIN;
CREATE ROLE belay LOGIN;
CREATE ROLE belay_reader LOGIN;

CREATE DATABASE belay OWNER belay_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT, TEMPORARY ON DATABASE belay FROM PUBLIC;
GRANT CONNECT ON DATABASE belay TO belay, belay_reader;

\connect belay

-- Whatever the owner makes later, the reader may read.
ALTER DEFAULT PRIVILEGES FOR ROLE belay_owner GRANT USAGE ON SCHEMAS TO belay_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE belay_owner GRANT SELECT ON TABLES TO belay_reader;
