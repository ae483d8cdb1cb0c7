package dev.belay.simulator.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the audit.
 *
 * @param number counted from 0, without gaps
 * @param at exchange time, epoch milliseconds
 * @param kind such as request, order, algo, fill, position, wallet, price, fired or socket
 * @param fields all of it
 */
public record AuditRecord(long number, long at, String kind, JsonNode fields) {

    public boolean is(String wanted) {
        return kind.equals(wanted);
    }

    /** A field as text, "" when it is not there. */
    public String text(String name) {
        return fields.path(name).asText();
    }

    /** A field as whole number, 0 when it is not there. */
    public long number(String name) {
        return fields.path(name).asLong();
    }

    /** A field that is a decimal written as text. */
    public BigDecimal decimal(String name) {
        return new BigDecimal(text(name));
    }

    /** A parameter of a request, "" when it was not sent. */
    public String parameter(String name) {
        return fields.path("parameters").path(name).asText();
    }

    /** The texts of a list, none when it is not there. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        fields.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
