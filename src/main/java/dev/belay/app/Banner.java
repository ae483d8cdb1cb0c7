package dev.belay.app;

import java.io.PrintStream;
import java.util.Optional;

/** What a node says when it has started: in a few lines, what runs where and what to try next. */
final class Banner {

    /** This version, as the jar's manifest has it. */
    static final String VERSION = Optional.ofNullable(Banner.class.getPackage().getImplementationVersion())
            .orElse("development");

    private Banner() {}

    static void print(PrintStream out, Settings settings, Node node, int apiPort) {
        String mode = settings.mode().name();
        out.printf(
                """

                Belay %s guards account %s in %s mode.
                  exchange   %s
                  journal    %s
                  commands   http://%s:%d  (token in %s)
                  probes     %s
                Try in another terminal:
                  java -jar target/belay.jar positions
                  java -jar target/belay.jar open BTCUSDT long --usd 200
                  java -jar target/belay.jar journal ls
                Stop with Ctrl-C; the stops at the exchange stay.

                """,
                VERSION,
                settings.account(),
                mode,
                node.access().endpoints().rest(),
                settings.database().url().split(";", 2)[0],
                settings.api().host(),
                apiPort,
                settings.home().resolve("token"),
                settings.probes().enabled()
                        ? "http://%s:%d/ready"
                                .formatted(
                                        settings.probes().host(),
                                        settings.probes().port())
                        : "off");
        node.silentUntil(settings)
                .ifPresent(until -> out.printf(
                        "The exchange wants to hear nothing from this address until %s; until then no call is made and the"
                                + " stops there are all there is.%n%n",
                        until));
        if (settings.mode() == Settings.Mode.PAPER && settings.paper().trader()) {
            out.println("A pretend trader opens positions by hand every 20 s; watch how they are guarded:");
        }
    }
}
