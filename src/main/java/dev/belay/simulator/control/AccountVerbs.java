package dev.belay.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Require;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.wire.Credentials;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Accounts and their money. */
final class AccountVerbs {

    private static final List<String> MONEY = List.of("account?", "amount");

    private final SimulatorControl control;

    AccountVerbs(SimulatorControl control) {
        this.control = control;
    }

    List<Verb> verbs() {
        return List.of(
                Verb.get("/accounts", List.of(), "The names of the accounts.", fields -> accounts()),
                Verb.post(
                        "/accounts/create",
                        List.of("account", "key?", "secret?", "wallet?"),
                        "Opens an account with so many USDT (10000); answers its key and secret.",
                        this::create),
                Verb.post("/accounts/deposit", MONEY, "Puts USDT into a wallet.", fields -> move(fields, 1)),
                Verb.post("/accounts/withdraw", MONEY, "Takes USDT out of a wallet.", fields -> move(fields, -1)),
                Verb.get(
                        "/state",
                        List.of("account?"),
                        "Positions, orders and stops of an account, and its wallet.",
                        fields -> control.with(account(fields), AccountDocument::of)));
    }

    /** The account that a request is about: the first one unless it is named. */
    static String account(ControlFields fields) {
        return fields.has("account") ? fields.name("account") : "main";
    }

    private CompletionStage<ObjectNode> accounts() {
        return control.accounts().thenApply(names -> {
            ObjectNode answer = ControlFields.MAPPER.createObjectNode();
            ArrayNode list = answer.putArray("accounts");
            names.forEach(list::add);
            return answer;
        });
    }

    private CompletionStage<? extends JsonNode> create(ControlFields fields) {
        Require.argument(fields.has("key") == fields.has("secret"), "key, secret: give both or neither");
        Optional<Credentials> given = fields.has("key")
                ? Optional.of(new Credentials(letters(fields, "key"), letters(fields, "secret")))
                : Optional.empty();
        String name = fields.name("account");
        BigDecimal wallet = fields.has("wallet") ? fields.positive("wallet") : new BigDecimal("10000");
        return control.openAccount(name, given, wallet).thenApply(credentials -> ControlFields.MAPPER
                .createObjectNode()
                .put("account", name)
                .put("key", credentials.key())
                .put("secret", credentials.secret()));
    }

    /** Never shows what was given: it may be a secret. */
    private static String letters(ControlFields fields, String name) {
        String text = fields.text(name);
        Require.argument(text.matches("[A-Za-z0-9]{64}"), "%s: expected 64 letters and digits", name);
        return text;
    }

    private CompletionStage<? extends JsonNode> move(ControlFields fields, int sign) {
        BigDecimal amount = fields.positive("amount").multiply(BigDecimal.valueOf(sign));
        return control.with(account(fields), (exchange, now) -> moved(exchange, amount, now));
    }

    private static ObjectNode moved(SimulatedExchange exchange, BigDecimal amount, long now) {
        BigDecimal after = exchange.state().wallet().add(amount);
        Require.argument(after.signum() >= 0, "amount: the wallet holds %s", exchange.state().wallet());
        exchange.deposit(amount, now);
        return ControlFields.MAPPER
                .createObjectNode()
                .put("wallet", exchange.state().wallet().toPlainString());
    }
}
