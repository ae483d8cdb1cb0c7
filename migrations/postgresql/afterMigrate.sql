-- What a running node may do. Run by Flyway after every migration, by the role that owns the tables; ${runtime} is
-- belay.database.user. A new table needs its line here.

-- Nodes that start together come here together; two grants on one table at once are refused ("tuple concurrently updated").
SELECT pg_advisory_xact_lock(hashtext('belay afterMigrate'));

-- Events are written and read, never changed and never deleted.
GRANT SELECT, INSERT ON event_journal, event_tag TO "${runtime}";
-- Snapshots only save time; old ones are replaced and removed.
GRANT SELECT, INSERT, UPDATE, DELETE ON snapshot TO "${runtime}";
GRANT SELECT ON leg_journal TO "${runtime}";
-- Taken, prolonged and given back.
GRANT SELECT, INSERT, UPDATE, DELETE ON cluster_lease TO "${runtime}";
-- To see that the tables are of its version.
GRANT SELECT ON flyway_schema_history TO "${runtime}";
-- The tables for people are made from the journal, and made anew.
GRANT USAGE ON SCHEMA monitoring TO "${runtime}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA monitoring TO "${runtime}";
GRANT SELECT, INSERT, UPDATE, DELETE ON akka_projection_offset_store, akka_projection_management TO "${runtime}";
