package dev.belay.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Require;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.faults.FaultWords;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Faults: what there is, what is armed. */
final class FaultVerbs {

    private static final long LONGEST = 366L * 24 * 3_600_000;
    private static final int CERTAIN = 1_000;

    private final SimulatorControl control;

    FaultVerbs(SimulatorControl control) {
        this.control = control;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.get("/faults", List.of(), "Every fault with what it does and its parameters.", fields -> all()),
                Verb.get("/faults/armed", List.of(), "What is armed now.", fields -> armed()),
                Verb.post(
                        "/faults/arm",
                        List.of("fault", "target?", "count?", "probability?", "durationMillis?", "parameters?"),
                        "Arms a fault: once, unless a count (0 is without end) or a duration is given.",
                        this::arm),
                Verb.post("/faults/disarm", List.of("id"), "Takes an armed fault back.", this::disarm));
    }

    private static CompletionStage<ObjectNode> all() {
        ObjectNode answer = ControlFields.MAPPER.createObjectNode();
        ArrayNode list = answer.putArray("faults");
        for (Fault fault : Fault.values()) {
            ArrayNode parameters = list.addObject()
                    .put("fault", fault.name())
                    .put("effect", fault.effect())
                    .putArray("parameters");
            FaultWords.parameters(fault).forEach(parameters::add);
        }
        return CompletableFuture.completedFuture(answer);
    }

    private CompletionStage<ObjectNode> armed() {
        return control.armed().thenApply(list -> {
            ObjectNode answer = ControlFields.MAPPER.createObjectNode();
            ArrayNode armed = answer.putArray("armed");
            list.forEach(one -> armed.add(document(one)));
            return answer;
        });
    }

    private static ObjectNode document(FaultBoard.Armed armed) {
        FaultOrder order = armed.order();
        ObjectNode document = ControlFields.MAPPER
                .createObjectNode()
                .put("id", armed.id())
                .put("fault", order.fault().name())
                .put("target", order.target())
                .put("count", order.count())
                .put(
                        "probability",
                        BigDecimal.valueOf(order.perMille(), 3)
                                .stripTrailingZeros()
                                .toPlainString())
                .put("durationMillis", order.durationMillis())
                .put("armedAt", armed.armedAt())
                .put("fired", armed.fired());
        ObjectNode parameters = document.putObject("parameters");
        order.parameters().forEach(parameters::put);
        return document;
    }

    private CompletionStage<? extends JsonNode> arm(ControlFields fields) {
        Fault fault = FaultWords.fault(fields.text("fault"));
        Map<String, String> parameters = new HashMap<>();
        fields.object("parameters").ifPresent(node -> node.fields()
                .forEachRemaining(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asText())));
        FaultWords.check(fault, parameters);
        long duration = fields.whole("durationMillis", 0, LONGEST, 0);
        int count = (int) fields.whole("count", 0, 1_000_000, duration > 0 ? 0 : 1);
        FaultOrder order = new FaultOrder(
                fault, fields.text("target", ""), count, perMille(fields), duration, parameters);
        return control.arm(order)
                .thenApply(id -> ControlFields.MAPPER.createObjectNode().put("id", id).put("fault", fault.name()));
    }

    private static int perMille(ControlFields fields) {
        if (!fields.has("probability")) {
            return CERTAIN;
        }
        BigDecimal perMille = fields.positive("probability").movePointRight(3).stripTrailingZeros();
        Require.argument(
                perMille.scale() <= 0 && perMille.compareTo(BigDecimal.valueOf(CERTAIN)) <= 0,
                "probability: expected 0.001 to 1 in steps of 0.001, was [%s]",
                fields.text("probability"));
        return perMille.intValueExact();
    }

    private CompletionStage<? extends JsonNode> disarm(ControlFields fields) {
        long id = fields.whole("id", 1, Long.MAX_VALUE);
        return control.disarm(id)
                .thenApply(was -> ControlFields.MAPPER.createObjectNode().put("id", id).put("wasArmed", was));
    }
}
