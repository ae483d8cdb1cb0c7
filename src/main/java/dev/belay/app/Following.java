package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.LegId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells what happens to an opening, event by event, until it is over.
 *
 * <p>It runs on the command's own thread, which has nothing else to do and holds nothing: between two looks at the node
 * that thread simply waits. A scheduler would add a second thread for the first one to wait for.
 */
final class Following {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final NodeClient node;
    private final LegId leg;
    private final PrintWriter out;
    private final PrintWriter err;
    private long next;
    private boolean abandoned;
    private boolean opened;

    Following(NodeClient node, LegId leg, PrintWriter out, PrintWriter err) {
        this.node = node;
        this.leg = leg;
        this.out = out;
        this.err = err;
    }

    /** Follows from the event number {@code first} on and returns the exit code. */
    int from(long first) {
        next = first;
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        Optional<Integer> end = look();
        while (end.isEmpty() && System.nanoTime() < giveUpAt) {
            pause();
            end = look();
        }
        return end.orElseGet(this::tooLong);
    }

    private Optional<Integer> look() {
        tellNews();
        if (abandoned) {
            err.println("not opened; nothing is left open by it");
            return Optional.of(ExitCodes.REFUSED);
        }
        return opened ? node.find("positions/" + leg).flatMap(this::end) : Optional.empty();
    }

    private void tellNews() {
        for (JsonNode event :
                node.get("journal/%s?from=%d".formatted(leg, next)).path("events")) {
            out.println(JournalText.line(event));
            next = event.path("sequence").asLong() + 1;
            abandoned |= event.path("name").asText().equals("entry-abandoned");
            opened |= event.path("name").asText().equals("position-opened");
        }
        out.flush();
    }

    /** The position is looked at after the journal: what made it protected may be news since, and is told first. */
    private Optional<Integer> end(JsonNode view) {
        String protection = view.path("protection").asText();
        if (protection.equals("PROTECTED")) {
            tellNews();
            out.printf(
                    "protected: stop at %s, disaster stop at %s%n",
                    view.path("stop").path("proven").asText(),
                    view.path("stop").path("disaster").asText());
            return Optional.of(ExitCodes.OK);
        }
        if (protection.equals("FLAT")) {
            tellNews();
            err.println("opened and closed again; the events above say why");
            return Optional.of(ExitCodes.REFUSED);
        }
        return Optional.empty();
    }

    private int tooLong() {
        boolean bare =
                node.find("positions/" + leg).map(PositionsTable::isUnprotected).orElse(false);
        err.printf(
                "not finished after %d s%s. Follow it with: belay journal show %s%n",
                PATIENCE.toSeconds(),
                bare ? ", and no proven stop covers the position yet" : "",
                PositionsTable.name(leg.toString()));
        return bare ? ExitCodes.UNPROTECTED : ExitCodes.UNEXPECTED;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCodes.UNEXPECTED, "interrupted; what was ordered may still happen");
        }
    }
}
