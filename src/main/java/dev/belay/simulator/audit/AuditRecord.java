package dev.belay.simulator.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

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
}
