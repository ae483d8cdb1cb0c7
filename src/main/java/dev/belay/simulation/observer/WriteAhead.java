package dev.belay.simulation.observer;

import dev.belay.money.LegId;
import dev.belay.position.LegEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * S5 and S6: a request that asks for an order or the end of one follows a committed event that names it, and none that an
 * earlier writer decided is carried out later than the receive window after another has begun to write. A request that
 * the exchange refuses as too late is the fence at work and no violation of S6.
 */
final class WriteAhead {

    private final JudgeTerms terms;
    private final Findings findings;
    private final Map<String, List<Decision>> decisions = new HashMap<>();
    private final Map<LegId, Map<String, Long>> writers = new HashMap<>();

    private record Decision(LegId leg, boolean cancels, long decidedAt, String writer, long committedAt) {}

    WriteAhead(JudgeTerms terms, Findings findings) {
        this.terms = terms;
        this.findings = findings;
    }

    void committed(Commit commit) {
        writers.computeIfAbsent(commit.leg(), unseen -> new HashMap<>()).putIfAbsent(commit.writer(), commit.at());
        if (commit.event() instanceof LegEvent.Intent intent) {
            boolean cancels = commit.event() instanceof LegEvent.CancelIntended;
            decisions
                    .computeIfAbsent(commit.leg().account() + " " + intent.id(), unseen -> new ArrayList<>(2))
                    .add(new Decision(commit.leg(), cancels, commit.event().at(), commit.writer(), commit.at()));
        }
    }

    void request(Observed.RequestSeen request) {
        boolean takesAll = request.method().equals("DELETE") && request.path().endsWith("OpenOrders");
        if (!request.isAct() && !takesAll) {
            return;
        }
        Decision decision = decision(request);
        if (decision == null) {
            String what = "%s %s for [%s] arrived without a committed event that names it"
                    .formatted(request.method(), request.path(), request.id());
            findings.add("S5", request.at(), request.account(), what);
        } else if (request.status() == 200) {
            fence(request, decision);
        }
    }

    /** The decision that the request carries the time of, else the newest of its kind that was committed before. */
    private @Nullable Decision decision(Observed.RequestSeen request) {
        boolean cancels = request.method().equals("DELETE");
        Decision found = null;
        for (Decision one : decisions.getOrDefault(request.account() + " " + request.id(), List.of())) {
            boolean fits = one.cancels() == cancels && one.committedAt() <= request.at();
            if (fits && (found == null || found.decidedAt() != request.stampedAt())) {
                found = one;
            }
        }
        return found;
    }

    private void fence(Observed.RequestSeen request, Decision decision) {
        Map<String, Long> all = writers.getOrDefault(decision.leg(), Map.of());
        long began = all.getOrDefault(decision.writer(), 0L);
        all.forEach((writer, first) -> {
            if (first > began && request.at() > first + terms.receiveWindow()) {
                String what = "%s %s for %s, decided by %s at %d, was carried out %d ms after %s had begun to write"
                        .formatted(
                                request.method(),
                                request.path(),
                                request.id(),
                                decision.writer(),
                                decision.decidedAt(),
                                request.at() - first,
                                writer);
                findings.add("S6", request.at(), decision.leg(), what);
            }
        });
    }
}
