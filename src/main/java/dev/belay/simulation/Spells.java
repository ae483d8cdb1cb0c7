package dev.belay.simulation;

import dev.belay.simulator.SimulatorCore;
import java.math.BigDecimal;
import java.util.List;

/** Times in which something does not work, and what goes wrong in a moment around the exchange. */
final class Spells {

    private static final int LONGEST_MILLIS = 20_000;

    private final World world;
    private final WorldPrices prices;
    private final Excuse excuse;
    private final Surroundings around;
    private final SimulatorCore exchange;
    private final Agenda agenda;
    private final Dice dice;

    Spells(World world, WorldPrices prices, Excuse excuse) {
        this.world = world;
        this.prices = prices;
        this.excuse = excuse;
        this.around = world.around();
        this.exchange = world.exchange();
        this.agenda = world.agenda();
        this.dice = world.dice();
    }

    /** For as long as chance says. */
    void begin(Mishap mishap) {
        begin(mishap, 500 + length(mishap));
    }

    private long length(Mishap mishap) {
        return switch (mishap) {
            case KEY_CLOSED_BY_OTHERS, PRICES_ABSURD -> 0;
            case PRICES_BURST, LAST_APART_FROM_MARK, JOURNAL_BUSY, FUNDS_WITHDRAWN ->
                dice.detail(mishap, LONGEST_MILLIS);
            default -> dice.draw(Draw.SPELL_TIME, LONGEST_MILLIS);
        };
    }

    /** For {@code length} milliseconds. */
    void begin(Mishap mishap, long length) {
        if (mishap.excusesMillis() > 0) {
            excuse.during(mishap.word(), length + mishap.excusesMillis());
        }
        switch (mishap) {
            case REST_DOWN -> around.network().goDown(length);
            case JOURNAL_DOWN -> around.journal().goDown(agenda.now() + length);
            case JOURNAL_BUSY -> around.journal().beBusy(agenda.now() + length);
            case KEY_CLOSED_BY_OTHERS -> closeKey();
            case STREAM_CUT -> nodes().forEach(node -> node.stream().cut());
            case STREAM_SILENT -> nodes().forEach(node -> node.stream().goSilent(length));
            case FUNDS_WITHDRAWN -> withdraw(length);
            case CRASH -> nodes().stream().findFirst().ifPresent(node -> node.crash("by chance"));
            case PAUSED -> nodes().forEach(node -> node.pause(length));
            case SECOND_NODE -> secondNode(length);
            default -> ofPrices(mishap, length);
        }
    }

    private void ofPrices(Mishap mishap, long length) {
        switch (mishap) {
            case PRICES_SILENT -> prices.goSilent(length);
            case PRICES_STALE -> prices.goStale(length);
            case PRICES_ABSURD -> prices.beAbsurd(100 + 20 * dice.detail(mishap, 100));
            case PRICES_BURST -> prices.burst(length);
            case LAST_APART_FROM_MARK -> prices.goApart(dice.detail(mishap, 41) - 20, length);
            default -> throw new IllegalArgumentException("nothing that lasts: " + mishap);
        }
    }

    private List<SimulatedNode> nodes() {
        return world.nodes();
    }

    /** Somebody else with the account's key ends the one listen key that all share, and with it their streams. */
    private void closeKey() {
        exchange.closeListenKey();
        nodes().forEach(node -> node.stream().cut());
    }

    /** Until it is paid in again, some positions may be liquidated. */
    private void withdraw(long millis) {
        BigDecimal taken = world.person().withdraw();
        agenda.after(millis, () -> world.person().deposit(taken));
    }

    /** The old process lives on for a while beside the new one and believes itself to be the only one. */
    private void secondNode(long millis) {
        List<SimulatedNode> old = nodes();
        world.startNode();
        agenda.after(millis, () -> old.forEach(node -> node.crash("as the elder of two")));
    }
}
