package dev.belay.position;

import dev.belay.trailing.Trail;
import dev.belay.trailing.TrailingStopActor;
import java.util.List;
import java.util.Optional;

/** What the trailing child reports and what operators want, as facts; reports about a position that is over are dropped. */
final class TrailFacts {

    private TrailFacts() {}

    /** What the child's {@code report} is to the rules. */
    static LegInput input(TrailingStopActor.Report report) {
        if (report instanceof TrailingStopActor.Report.LevelMoved moved) {
            return new LegInput.LevelReported(moved.trail(), false, moved.by());
        }
        if (report instanceof TrailingStopActor.Report.Activated activated) {
            return new LegInput.LevelReported(activated.trail(), true, activated.by());
        }
        if (report instanceof TrailingStopActor.Report.PeakMoved peak) {
            return new LegInput.PeakReported(peak.trail(), peak.by());
        }
        if (report instanceof TrailingStopActor.Report.Hit hit) {
            return new LegInput.HitReported(hit.trail(), hit.by());
        }
        return report instanceof TrailingStopActor.Report.Blind blind
                ? new LegInput.BlindReported(blind.silence())
                : new LegInput.TimePassed();
    }

    static List<LegEvent> of(Leg leg, LegMemory memory, LegInput input, long now) {
        return fact(leg, memory, input, now).map(List::of).orElse(List.of());
    }

    private static Optional<LegEvent> fact(Leg leg, LegMemory memory, LegInput input, long now) {
        if (input instanceof LegInput.EntryWanted wanted) {
            return leg.phase() == Leg.Phase.FLAT
                    ? Optional.of(new LegEvent.EntryDecided(wanted.plan(), wanted.by(), now))
                    : Optional.empty();
        }
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return Optional.empty();
        }
        if (input instanceof LegInput.CloseWanted wanted) {
            return leg.closing() == null
                    ? Optional.of(new LegEvent.CloseDecided(wanted.reason(), wanted.by(), now))
                    : Optional.empty();
        }
        return trailing(exposure, memory, input, now);
    }

    private static Optional<LegEvent> trailing(Exposure exposure, LegMemory memory, LegInput input, long now) {
        if (input instanceof LegInput.LevelReported level) {
            return level(exposure, level, now);
        }
        if (input instanceof LegInput.PeakReported peak) {
            boolean better = isAbout(exposure, peak.trail())
                    && exposure.direction()
                            .isBetter(peak.trail().peak(), exposure.trail().peak());
            return better
                    ? Optional.of(new LegEvent.PeakMoved(
                            peak.trail().peak(), peak.by().at(), now))
                    : Optional.empty();
        }
        if (input instanceof LegInput.HitReported hit) {
            memory.levelWasHit(hit.by().at());
            boolean current = exposure.hitAt() == 0
                    && hit.trail().level().equals(exposure.trail().level());
            return current
                    ? Optional.of(new LegEvent.LevelHit(
                            hit.trail().level(), hit.by().price(), hit.by().at(), now))
                    : Optional.empty();
        }
        if (input instanceof LegInput.BlindReported blind && memory.isNewAlarm("blind", now)) {
            String text = "no price for %d ms; the stops at the exchange stay as they are"
                    .formatted(blind.silence().toMillis());
            return Optional.of(new LegEvent.AlarmRaised("blind", text, now));
        }
        return Optional.empty();
    }

    private static Optional<LegEvent> level(Exposure exposure, LegInput.LevelReported level, long now) {
        Trail trail = level.trail();
        boolean looser = exposure.direction().isBetter(exposure.trail().level(), trail.level());
        if (!isAbout(exposure, trail) || looser) {
            return Optional.empty();
        }
        long tickAt = level.by().at();
        return Optional.of(
                level.activated()
                        ? new LegEvent.TrailingActivated(trail, level.by().price(), tickAt, now)
                        : new LegEvent.LevelMoved(
                                exposure.trail().level(), trail, level.by().price(), tickAt, now));
    }

    /** A child that started from another entry price or policy speaks of a position that has changed since. */
    private static boolean isAbout(Exposure exposure, Trail trail) {
        return trail.direction() == exposure.direction()
                && trail.entry().equals(exposure.trail().entry())
                && trail.revision() == exposure.trail().revision();
    }
}
