package dev.belay.app;

import dev.belay.exchange.RateBudget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and checks the whole configuration; whatever is wrong is told at once, in one {@link InvalidSettings}. */
public final class SettingsReader {

    private SettingsReader() {}

    /**
     * The settings of a node that is about to start.
     *
     * @param environment where the API key may be
     */
    public static Settings forStart(SettingsSource source, Map<String, String> environment) {
        var text = new SettingsText(SettingsFiles.load(source));
        Settings settings = checked(text);
        refuse(StartConditions.problems(text, settings, environment));
        return settings;
    }

    /** The settings for a command that only looks for a node or its journal: no keys, no acknowledgements. */
    public static Settings forClient(SettingsSource source) {
        return checked(new SettingsText(SettingsFiles.load(source)));
    }

    private static Settings checked(SettingsText text) {
        List<SettingsProblem> problems = new ArrayList<>(text.problems());
        problems.addAll(SettingsRelations.problems(text));
        refuse(problems);
        return settings(text);
    }

    private static void refuse(List<SettingsProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
    }

    private static Settings settings(SettingsText text) {
        return new Settings(
                text.value(SettingsKeys.MODE),
                text.value(SettingsKeys.HOME),
                text.value(SettingsKeys.ACCOUNT),
                text.value(SettingsKeys.INSTALLATION),
                exchange(text),
                new Settings.Api(text.value(SettingsKeys.API_HOST), text.value(SettingsKeys.API_PORT)),
                new Settings.Probes(
                        text.value(SettingsKeys.PROBES_ENABLED),
                        text.value(SettingsKeys.PROBES_HOST),
                        text.value(SettingsKeys.PROBES_PORT)),
                database(text),
                ClusterReader.cluster(text),
                PolicySettings.policies(text),
                new Settings.Entries(
                        text.value(SettingsKeys.ENTRIES_ALLOWED), text.value(SettingsKeys.LARGEST_POSITION)),
                text.value(SettingsKeys.SILENCE_MAX),
                paper(text));
    }

    private static Settings.Exchange exchange(SettingsText text) {
        return new Settings.Exchange(
                text.value(SettingsKeys.REST),
                text.value(SettingsKeys.MARKET_STREAM),
                text.value(SettingsKeys.USER_STREAM),
                text.value(SettingsKeys.RECEIVE_WINDOW),
                text.value(SettingsKeys.CALL_TIMEOUT),
                file(text, SettingsKeys.KEY_FILE),
                new RateBudget.Limits(
                        text.value(SettingsKeys.WEIGHT_PER_MINUTE),
                        text.value(SettingsKeys.ORDERS_PER_10_SECONDS),
                        text.value(SettingsKeys.ORDERS_PER_MINUTE)));
    }

    private static Settings.Database database(SettingsText text) {
        String url = text.value(SettingsKeys.DATABASE_URL);
        Path file = text.value(SettingsKeys.HOME).toAbsolutePath().normalize().resolve("journal");
        return new Settings.Database(
                url.isEmpty() ? "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE" : url,
                new DatabaseLogin(
                        text.value(SettingsKeys.DATABASE_USER),
                        text.value(SettingsKeys.DATABASE_PASSWORD),
                        file(text, SettingsKeys.DATABASE_PASSWORD_FILE)),
                Optional.of(text.value(SettingsKeys.DATABASE_OWNER))
                        .filter(user -> !user.isEmpty())
                        .map(user -> new DatabaseLogin(
                                user,
                                text.value(SettingsKeys.DATABASE_OWNER_PASSWORD),
                                file(text, SettingsKeys.DATABASE_OWNER_PASSWORD_FILE))),
                new Settings.Connections(
                        text.value(SettingsKeys.DATABASE_CONNECTIONS_JOURNAL),
                        text.value(SettingsKeys.DATABASE_CONNECTIONS_QUERIES)));
    }

    private static Optional<Path> file(SettingsText text, SettingsKey<String> key) {
        return Optional.of(text.value(key)).filter(name -> !name.isEmpty()).map(Path::of);
    }

    private static Settings.Paper paper(SettingsText text) {
        return new Settings.Paper(
                text.value(SettingsKeys.PAPER_PORT),
                text.value(SettingsKeys.PAPER_SEED),
                text.value(SettingsKeys.PAPER_SPEED),
                text.value(SettingsKeys.PAPER_WALLET),
                text.value(SettingsKeys.PAPER_SYMBOLS),
                text.value(SettingsKeys.PAPER_REPLAY),
                text.value(SettingsKeys.PAPER_STEPS),
                text.value(SettingsKeys.PAPER_TRADER),
                new Settings.Oversight(
                        text.value(SettingsKeys.PAPER_CONTROL_PORT), file(text, SettingsKeys.PAPER_AUDIT)));
    }
}
