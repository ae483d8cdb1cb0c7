package dev.belay.position;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the counted payments of funding of a leg add up to, over all its positions.
 *
 * @param completeThrough every payment of the leg up to this exchange time is counted, 0 while nothing is known
 * @param recent the counted ones after that
 * @param count how many are counted
 * @param received by asset: negative was paid
 */
public record Fundings(long completeThrough, List<Payment> recent, long count, Map<String, BigDecimal> received) {

    public static final Fundings NONE = new Fundings(0, List.of(), 0, Map.of());

    public Fundings {
        recent = List.copyOf(recent);
        received = Map.copyOf(received);
    }

    /** One that is counted, made at {@code at} by the exchange's clock. */
    public record Payment(long id, long at) {}

    /** Whether the payment is counted. */
    public boolean isCounted(long id, long at) {
        return at <= completeThrough || recent.stream().anyMatch(payment -> payment.id() == id);
    }

    Fundings plus(LegEvent.FundingPaid paid) {
        long through = Math.max(completeThrough, paid.completeThrough());
        List<Payment> next = new ArrayList<>(recent);
        next.add(new Payment(paid.paymentId(), paid.paidAt()));
        next.removeIf(payment -> payment.at() <= through);
        var sums = new TreeMap<>(received);
        sums.merge(paid.asset(), paid.amount(), BigDecimal::add);
        return new Fundings(through, next, count + 1, sums);
    }
}
