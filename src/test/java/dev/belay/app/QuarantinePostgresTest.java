package dev.belay.app;

/** The same journals, kept in PostgreSQL. */
class QuarantinePostgresTest extends QuarantineTest {

    @Override
    TestDatabase database() {
        return TestDatabase.POSTGRESQL;
    }
}
