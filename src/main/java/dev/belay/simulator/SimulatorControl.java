package dev.belay.simulator;

import akka.actor.typed.ActorRef;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.ExchangeError;
import dev.belay.simulator.engine.OrderName;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.wire.Credentials;
import dev.belay.simulator.wire.SimulatedAccount;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a person does at the exchange by hand, and what happens to the market. A refusal fails the stage with an
 * {@link ExchangeError}.
 */
public final class SimulatorControl {

    private final ActorRef<SimulatorActor.Command> actor;
    private final SimulatorClock clock;

    SimulatorControl(ActorRef<SimulatorActor.Command> actor, SimulatorClock clock) {
        this.actor = actor;
        this.clock = clock;
    }

    /** Opens or grows a position by a market order, as the exchange's own website would. */
    public CompletionStage<SimulatedOrder> open(PositionKey key, Side side, Quantity quantity) {
        return act(core -> person(core).open(key, side, quantity));
    }

    /** Takes {@code quantity} off a position by a market order. */
    public CompletionStage<SimulatedOrder> reduce(PositionKey key, Quantity quantity) {
        return act(core -> person(core).reduce(key, quantity));
    }

    /** Closes a position by a market order; refused when it is flat. */
    public CompletionStage<SimulatedOrder> close(PositionKey key) {
        return act(core -> person(core).close(key));
    }

    /** Cancels somebody's conditional order. */
    public CompletionStage<SimulatedAlgoOrder> cancelStop(String clientAlgoId) {
        return act(core -> core.exchange().cancelAlgo(OrderName.of(clientAlgoId), core.now()));
    }

    /** Does something as a person with the account of that name; fails when there is no such account. */
    public <T> CompletionStage<T> person(String account, Function<HumanActs, T> act) {
        return act(core -> act.apply(new HumanActs(exchange(core, account), core.now(), RandomText::fresh)));
    }

    /** Reads or does anything else with the account of that name; fails when there is no such account. */
    public <T> CompletionStage<T> with(String account, BiFunction<SimulatedExchange, Long, T> act) {
        return act(core -> act.apply(exchange(core, account), core.now()));
    }

    private static SimulatedExchange exchange(SimulatorCore core, String account) {
        return core.account(account)
                .map(SimulatedAccount::exchange)
                .orElseThrow(() -> new IllegalArgumentException(
                        "account: there is no account [%s]; there are %s".formatted(account, names(core))));
    }

    private static List<String> names(SimulatorCore core) {
        return core.accounts().stream().map(SimulatedAccount::name).toList();
    }

    /** The names of the accounts, the first one first. */
    public CompletionStage<List<String>> accounts() {
        return act(SimulatorControl::names);
    }

    /** Opens another account with USDT in its wallet; empty credentials make random ones. Answers them. */
    public CompletionStage<Credentials> openAccount(String name, Optional<Credentials> wanted, BigDecimal wallet) {
        Credentials credentials = wanted.orElseGet(() -> new Credentials(RandomText.fresh(), RandomText.fresh()));
        return act(core -> core.open(name, credentials, wallet).credentials());
    }

    /** The newest prices of all symbols. */
    public CompletionStage<List<PriceStep>> prices() {
        return act(core -> core.market().specs().stream()
                .map(spec -> core.market().latest(spec.symbol()))
                .toList());
    }

    /** Exchange time, epoch milliseconds. */
    public long now() {
        return clock.millis();
    }

    /** The clock, to be read. */
    public SimulatorClock clock() {
        return clock;
    }

    /** Moves time on by so much, as fast as the work allows, and then goes on as before. */
    public void jump(Duration distance) {
        clock.jump(distance);
    }

    /**
     * Lets a symbol's price follow a script; what its source makes in between is overwritten by the next step.
     *
     * @param steps when, in milliseconds from now, and which price; in the order of time
     */
    public void script(Symbol symbol, Iterator<Map.Entry<Long, Price>> steps) {
        follow(symbol, steps, clock.millis());
    }

    private void follow(Symbol symbol, Iterator<Map.Entry<Long, Price>> steps, long start) {
        if (!steps.hasNext()) {
            return;
        }
        Map.Entry<Long, Price> step = steps.next();
        long wait = Math.max(0, start + step.getKey() - clock.millis());
        clock.after(
                Duration.ofMillis(wait),
                () -> actor.tell(new SimulatorActor.Due(
                        core -> {
                            core.setPrice(symbol, step.getValue());
                            follow(symbol, steps, start);
                        },
                        true)));
    }

    /** Sets last and mark price of a symbol, now; orders trigger on it at once. */
    public CompletionStage<Price> setPrice(Symbol symbol, Price price) {
        return act(core -> {
            core.setPrice(symbol, price);
            return price;
        });
    }

    /** Pays funding at {@code rate}, now. */
    public CompletionStage<BigDecimal> fund(Symbol symbol, BigDecimal rate) {
        return act(core -> {
            core.exchange().fund(symbol, rate, core.now());
            return core.exchange().state().wallet();
        });
    }

    /** Arms a fault; answers its number. */
    public CompletionStage<Long> arm(FaultOrder order) {
        return act(core -> core.arm(order));
    }

    /** Disarms a fault; answers whether it was armed. */
    public CompletionStage<Boolean> disarm(long id) {
        return act(core -> core.disarm(id));
    }

    /** The faults that are armed. */
    public CompletionStage<List<FaultBoard.Armed>> armed() {
        return act(core -> core.faults().armed(core.now()));
    }

    /** The account at this moment. */
    public CompletionStage<AccountView> account() {
        return act(core -> AccountView.of(core.exchange()));
    }

    /** Reads or does anything else on the exchange's thread. */
    public <T> CompletionStage<T> with(Function<SimulatedExchange, T> act) {
        return act(core -> act.apply(core.exchange()));
    }

    public void pause() {
        clock.pause();
    }

    public void resume() {
        clock.resume();
    }

    public void setSpeed(Speed speed) {
        clock.setSpeed(speed);
    }

    private static HumanActs person(SimulatorCore core) {
        return core.person();
    }

    private <T> CompletionStage<T> act(Function<SimulatorCore, T> act) {
        CompletableFuture<T> done = new CompletableFuture<>();
        actor.tell(new SimulatorActor.Act(core -> {
            try {
                T result = act.apply(core);
                core.settle();
                done.complete(result);
            } catch (RuntimeException refused) {
                done.completeExceptionally(refused);
            }
        }));
        return done;
    }
}
