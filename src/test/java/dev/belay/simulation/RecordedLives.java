package dev.belay.simulation;

import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.position.EntryPlan;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegInput;
import dev.belay.position.LegTerms;
import dev.belay.protection.EntrySizing;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Every life of every leg of a simulated day, written down. */
public final class RecordedLives {

    private static final long CHAOS_MILLIS = 60_000;
    private static final long HEALED_MILLIS = 20_000;

    private static final long OPERATOR_MILLIS = 15_000;
    private static final BigDecimal MONEY = new BigDecimal("1000");
    private static final int SYMBOLS = 6;

    private RecordedLives() {}

    /** How the price was followed in the first minutes of the day of {@code seed}. */
    public static List<FollowTrace> follows(long seed) {
        return recorded(seed).stream()
                .flatMap(recorder -> recorder.follows().stream())
                .toList();
    }

    /** The lives, but for those that were over before anything was decided, of the first minutes of the day of {@code seed}, with more symbols. */
    public static List<LegTrace> of(long seed) {
        return recorded(seed).stream()
                .map(LifeRecorder::trace)
                .filter(trace -> !trace.turns().isEmpty())
                .toList();
    }

    private static List<LifeRecorder> recorded(long seed) {
        List<LifeRecorder> recorders = new ArrayList<>();
        var world = new World(plan(seed), SimulatorAudit.NONE, recording(recorders), 0);
        world.begin();
        var operator = new Operator(world);
        world.agenda().every(OPERATOR_MILLIS, operator::act);
        world.agenda().until(World.START + CHAOS_MILLIS);
        world.heal();
        world.agenda().until(World.START + CHAOS_MILLIS + HEALED_MILLIS);
        return recorders;
    }

    /** Every second day anything may happen. */
    private static WorldPlan plan(long seed) {
        WorldPlan usual = WorldPlan.of(seed).trading(SYMBOLS);
        return seed % 2 == 0 ? usual : usual.with(EnumSet.allOf(Mishap.class));
    }

    private static Witness recording(List<LifeRecorder> recorders) {
        return new Witness() {
            @Override
            public void committed(LegId leg, long after, List<LegEvent> events, String writer, long at) {}

            @Override
            public void excuse(String why, long from) {}

            @Override
            public void excuseOver(String why, long at) {}

            @Override
            public LifeListener born(Leg leg, LegTerms terms, String node) {
                var recorder = new LifeRecorder(node, terms, leg);
                recorders.add(recorder);
                return recorder;
            }
        };
    }

    /** Wants some of the legs entered, or closed, in turn. */
    private record Operator(World world) {

        void act() {
            long round = (world.agenda().now() - World.START) / OPERATOR_MILLIS;
            for (SimulatedNode node : world.nodes()) {
                for (SimulatedLeg leg : node.legs()) {
                    LegId id = leg.state().id();
                    if ((round + id.symbol().name().hashCode()) % 3 == 0) {
                        node.operator(id, round % 2 == 0 ? entry(id) : new LegInput.CloseWanted("enough", "operator"));
                    }
                }
            }
        }

        private LegInput entry(LegId id) {
            long now = world.agenda().now();
            LegTerms terms = world.around().terms(id.symbol());
            Price price = world.exchange().market().latest(id.symbol()).mark();
            Direction direction = id.side() == PositionSide.SHORT ? Direction.SHORT : Direction.LONG;
            StopPolicy policy = terms.policy(direction);
            Price stop = Trail.startingAt(direction, price, policy, terms.rules(), now)
                    .level();
            var size = EntrySizing.size(MONEY, price, MONEY, terms.rules());
            return new LegInput.EntryWanted(
                    new EntryPlan(
                            direction, ((EntrySizing.Sizing.Sized) size).quantity(), price, stop, policy, now, false),
                    "operator");
        }
    }
}
