package dev.belay.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Price;
import dev.belay.money.Require;
import dev.belay.money.Symbol;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.Speed;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.prices.Kline;
import dev.belay.simulator.prices.KlineFile;
import dev.belay.simulator.prices.KlineFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Prices and time. */
final class PriceVerbs {

    private static final long LONGEST_JUMP = 366L * 24 * 3_600_000;

    private final SimulatorControl control;

    PriceVerbs(SimulatorControl control) {
        this.control = control;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.get("/prices", List.of(), "The newest price of every symbol.", fields -> prices()),
                Verb.post(
                        "/prices/set",
                        List.of("symbol", "price"),
                        "Sets last and mark price now; orders trigger on it.",
                        this::set),
                Verb.post(
                        "/prices/script",
                        List.of("symbol", "steps"),
                        "Lets a price follow steps of {\"after\": milliseconds from now, \"price\": ...}.",
                        this::script),
                Verb.post(
                        "/prices/replay",
                        List.of("symbol", "file"),
                        "Lets a price follow the closes of recorded 1-minute klines from now on.",
                        this::replay),
                Verb.get("/clock", List.of(), "Exchange time, speed and whether it stands.", fields -> clock()),
                Verb.post("/clock/pause", List.of(), "Lets time stand still.", fields -> {
                    control.pause();
                    return clock();
                }),
                Verb.post("/clock/resume", List.of(), "Lets time go on.", fields -> {
                    control.resume();
                    return clock();
                }),
                Verb.post(
                        "/clock/speed",
                        List.of("speed"),
                        "Exchange seconds per second: a whole number from 1, or max.",
                        this::speed),
                Verb.post(
                        "/clock/jump",
                        List.of("ms"),
                        "Moves time on by so much, as fast as the work allows.",
                        this::jump));
    }

    private CompletionStage<ObjectNode> prices() {
        return control.prices().thenApply(steps -> {
            ObjectNode answer = ControlFields.MAPPER.createObjectNode();
            ArrayNode list = answer.putArray("prices");
            steps.forEach(step -> list.add(price(step)));
            return answer;
        });
    }

    private static ObjectNode price(PriceStep step) {
        return ControlFields.MAPPER
                .createObjectNode()
                .put("symbol", step.symbol().name())
                .put("at", step.at())
                .put("last", step.last().toString())
                .put("mark", step.mark().toString());
    }

    private CompletionStage<? extends JsonNode> set(ControlFields fields) {
        Symbol symbol = fields.symbol();
        return control.setPrice(symbol, fields.price("price")).thenApply(price -> ControlFields.MAPPER
                .createObjectNode()
                .put("symbol", symbol.name())
                .put("price", price.toString()));
    }

    private CompletionStage<? extends JsonNode> script(ControlFields fields) {
        List<Map.Entry<Long, Price>> steps = new ArrayList<>();
        long last = 0;
        for (ControlFields step : fields.list("steps", List.of("after", "price"))) {
            long after = step.whole("after", 0, LONGEST_JUMP);
            Require.argument(after >= last, "steps: after must not go back, was [%s] after [%s]", after, last);
            steps.add(Map.entry(after, step.price("price")));
            last = after;
        }
        return start(fields.symbol(), steps);
    }

    private CompletionStage<? extends JsonNode> replay(ControlFields fields) {
        List<Kline> bars;
        try {
            bars = KlineFile.read(Path.of(fields.text("file")));
        } catch (KlineFileException unreadable) {
            throw new IllegalArgumentException("file: " + unreadable.getMessage(), unreadable);
        }
        long first = bars.get(0).openTime();
        List<Map.Entry<Long, Price>> steps = new ArrayList<>();
        bars.forEach(bar -> steps.add(Map.entry(bar.openTime() - first, bar.close())));
        return start(fields.symbol(), steps);
    }

    private CompletionStage<ObjectNode> start(Symbol symbol, List<Map.Entry<Long, Price>> steps) {
        return control.with("main", (exchange, now) -> exchange.market().spec(symbol))
                .thenApply(known -> {
                    control.script(symbol, steps.iterator());
                    return ControlFields.MAPPER
                            .createObjectNode()
                            .put("symbol", symbol.name())
                            .put("steps", steps.size());
                });
    }

    private CompletionStage<ObjectNode> clock() {
        return CompletableFuture.completedFuture(ControlFields.MAPPER
                .createObjectNode()
                .put("at", control.now())
                .put("speed", control.clock().speed().toString())
                .put("paused", control.clock().isPaused()));
    }

    private CompletionStage<? extends JsonNode> speed(ControlFields fields) {
        String text = fields.text("speed");
        Require.argument(
                text.equals("max") || text.matches("[1-9][0-9]{0,8}"),
                "speed: expected a whole number from 1, or max, was [%s]",
                text);
        control.setSpeed(Speed.of(text));
        return clock();
    }

    private CompletionStage<? extends JsonNode> jump(ControlFields fields) {
        control.jump(Duration.ofMillis(fields.whole("ms", 1, LONGEST_JUMP)));
        return clock();
    }
}
