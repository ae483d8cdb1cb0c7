package dev.belay.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.PositionSide;
import dev.belay.money.Quantity;
import dev.belay.money.Require;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.HumanActs;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.engine.OrderName;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedOrder;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What a person does by hand on the exchange's website. */
final class ActVerbs {

    private static final List<String> LEG = List.of("account?", "symbol", "positionSide?");

    private final SimulatorControl control;

    ActVerbs(SimulatorControl control) {
        this.control = control;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.post(
                        "/acts/open",
                        List.of("account?", "symbol", "positionSide?", "side", "quantity"),
                        "Opens or grows a position by a market order.",
                        this::open),
                Verb.post(
                        "/acts/reduce",
                        List.of("account?", "symbol", "positionSide?", "quantity"),
                        "Takes a quantity off a position by a market order.",
                        this::reduce),
                Verb.post(
                        "/acts/close",
                        LEG,
                        "Closes a position by a market order.",
                        fields -> ordered(fields, person -> person.close(key(fields)))),
                Verb.post(
                        "/acts/flip",
                        LEG,
                        "Turns a position round.",
                        fields -> ordered(fields, person -> person.flip(key(fields)))),
                Verb.post(
                        "/acts/foreign-order",
                        List.of("account?", "symbol"),
                        "Places a limit order and a stop that are nobody's.",
                        this::foreignOrder),
                Verb.post(
                        "/acts/cancel-stop",
                        List.of("account?", "clientAlgoId"),
                        "Cancels a conditional order, whoever placed it.",
                        this::cancelStop),
                Verb.post(
                        "/acts/leverage",
                        List.of("account?", "symbol", "leverage"),
                        "Sets a symbol's leverage.",
                        this::leverage),
                Verb.post(
                        "/acts/margin-type",
                        List.of("account?", "symbol", "marginType"),
                        "Sets a symbol's margin type: ISOLATED or CROSSED.",
                        this::marginType),
                Verb.post(
                        "/acts/position-mode",
                        List.of("account?", "hedge"),
                        "Changes to hedge mode (true) or one-way mode (false).",
                        this::positionMode));
    }

    private static PositionKey key(ControlFields fields) {
        PositionSide side =
                fields.has("positionSide") ? fields.word("positionSide", PositionSide.class) : PositionSide.BOTH;
        return new PositionKey(fields.symbol(), side);
    }

    private CompletionStage<ObjectNode> ordered(ControlFields fields, Function<HumanActs, SimulatedOrder> act) {
        return control.person(AccountVerbs.account(fields), act).thenApply(AccountDocument::order);
    }

    private CompletionStage<? extends JsonNode> open(ControlFields fields) {
        PositionKey key = key(fields);
        Side side = fields.word("side", Side.class);
        Quantity quantity = fields.quantity("quantity");
        return ordered(fields, person -> person.open(key, side, quantity));
    }

    private CompletionStage<? extends JsonNode> reduce(ControlFields fields) {
        PositionKey key = key(fields);
        Quantity quantity = fields.quantity("quantity");
        return ordered(fields, person -> person.reduce(key, quantity));
    }

    private CompletionStage<? extends JsonNode> foreignOrder(ControlFields fields) {
        Symbol symbol = fields.symbol();
        return ordered(fields, person -> person.foreignOrders(symbol));
    }

    private CompletionStage<? extends JsonNode> cancelStop(ControlFields fields) {
        OrderName name = OrderName.of(fields.text("clientAlgoId"));
        return control.with(AccountVerbs.account(fields), (exchange, now) -> exchange.cancelAlgo(name, now))
                .thenApply(AccountDocument::stop);
    }

    private CompletionStage<? extends JsonNode> leverage(ControlFields fields) {
        Symbol symbol = fields.symbol();
        int leverage = (int) fields.whole("leverage", 1, 125);
        return control.with(AccountVerbs.account(fields), (exchange, now) -> {
            exchange.setLeverage(symbol, leverage, now);
            return done();
        });
    }

    private CompletionStage<? extends JsonNode> marginType(ControlFields fields) {
        Symbol symbol = fields.symbol();
        String type = fields.text("marginType");
        boolean isolated = type.equals("ISOLATED");
        Require.argument(
                isolated || type.equals("CROSSED"), "marginType: expected ISOLATED or CROSSED, was [%s]", type);
        return control.with(AccountVerbs.account(fields), (exchange, now) -> {
            exchange.setMarginType(symbol, isolated, now);
            return done();
        });
    }

    private CompletionStage<? extends JsonNode> positionMode(ControlFields fields) {
        boolean hedge = fields.flag("hedge");
        return control.with(AccountVerbs.account(fields), (exchange, now) -> {
            exchange.setHedgeMode(hedge);
            return done();
        });
    }

    /** For what answers nothing of its own. */
    static ObjectNode done() {
        return ControlFields.MAPPER.createObjectNode().put("done", true);
    }
}
