package dev.belay.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.position.LegEvent;
import dev.belay.position.Protection;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tables say of a leg follows from its journal, event by event. */
class LegSheetTest {

    private static final LegId ETH = LegId.parse("main:ETHUSDT:BOTH");

    private final LegLife life = new LegLife(ETH);

    private static PositionLine only(LegSheet sheet) {
        assertThat(sheet.ledger().positions()).hasSize(1);
        return sheet.ledger().positions().get(0);
    }

    @Test
    void aPositionHasWhatItBroughtAndAtWhichPriceItWasLeft() {
        life.opens().buys("1", "100").sells("0.4", "110", "4").sells("0.6", "120", "12.00000001");
        life.funding(5, "-0.25", "USDT", life.now()).closes();

        PositionLine line = only(life.sheet());

        assertThat(line.isOpen()).isFalse();
        assertThat(line.protection()).isEqualTo(Protection.State.FLAT);
        assertThat(line.exitPrice()).contains(new BigDecimal("116.00000000"));
        assertThat(line.money().realizedProfit()).isEqualByComparingTo("16.00000001");
        assertThat(line.money().fees()).isEqualByComparingTo("0.03");
        assertThat(line.money().funding()).isEqualByComparingTo("-0.25");
        assertThat(line.money().balanceChange()).isEqualByComparingTo("15.72000001");
        assertThat(life.sheet().ledger().total()).isEqualTo(line.money());
        assertThat(life.sheet().ledger().trades()).isEqualTo(3);
    }

    @Test
    void anEntrysFillThatIsToldBeforeThePositionIsThePositions() {
        life.buys("1", "100").opens();

        assertThat(only(life.sheet()).money().fees()).isEqualByComparingTo("0.01");
        assertThat(life.sheet().ledger().unassigned()).isEqualTo(Money.NONE);
    }

    @Test
    void aFillThatIsToldLateBelongsToThePositionOfItsTime() {
        life.opens().buys("1", "100");
        long first = life.now();
        life.closes().opens().buys("1", "100").fills(Side.SELL, "1", "90", "-10", first);

        List<PositionLine> lines = life.sheet().ledger().positions();

        assertThat(lines.get(0).money().realizedProfit()).isEqualByComparingTo("-10");
        assertThat(lines.get(0).exitPrice()).contains(new BigDecimal("90.00000000"));
        assertThat(lines.get(1).money().realizedProfit()).isZero();
    }

    @Test
    void feesInAnotherAssetAreKeptApart() {
        life.opens().feesIn("BNB").buys("1", "100").sells("1", "110", "10");
        life.funding(1, "0.5", "USDT", life.now()).closes();

        Money total = life.sheet().ledger().total();

        assertThat(total.fees()).isZero();
        assertThat(total.otherAssets()).containsOnlyKeys("BNB");
        assertThat(total.otherAssets().get("BNB")).isEqualByComparingTo("-0.02");
        assertThat(total.balanceChange()).isEqualByComparingTo("10.5");
    }

    @Test
    void theQuoteAssetIsTheEndOfTheSymbol() {
        assertThat(Money.quoteAsset(new Symbol("BNBUSDT"))).isEqualTo("USDT");
        assertThat(Money.quoteAsset(new Symbol("ETHUSDC"))).isEqualTo("USDC");
        assertThat(Money.quoteAsset(new Symbol("ETHBTC"))).isEqualTo("BTC");
        assertThat(Money.quoteAsset(new Symbol("BTCUSDT_260327"))).isEqualTo("USDT");
    }

    @Test
    void theTrailingStopsHistoryIsCounted() {
        life.opens();
        assertThat(only(life.sheet()).protection()).isEqualTo(Protection.State.PROTECTED);
        life.peak("101");
        long savedAt = life.now() - 1_000;
        assertThat(only(life.sheet()).trailing()).isEqualTo(new Trailing(0, 0, savedAt));
        long activatedAt = life.now();
        life.activates("102", "101.4").moves("103", "102.4").moves("104", "103.4");

        PositionLine line = only(life.sheet());

        assertThat(line.trailing()).isEqualTo(new Trailing(activatedAt, 3, life.now() - 1_000));
        assertThat(line.exposure().trail().peak()).isEqualTo(Price.of("104"));
        assertThat(line.protection())
                .as("the stop at the exchange is not there yet")
                .isEqualTo(Protection.State.ADJUSTING);
    }

    @Test
    void anEventThatComesTwiceCountsOnce() {
        life.opens().buys("1", "100");
        LegSheet sheet = life.sheet();
        LegEvent last = life.events().get(life.events().size() - 1);

        LegSheet.Step again = sheet.after(sheet.leg().sequence(), last);

        assertThat(again.sheet()).isEqualTo(sheet);
        assertThat(again.moved()).isEmpty();
    }

    @Test
    void withAnEventMissingTheSheetStandsStillAndSaysSo() {
        life.opens();
        LegSheet before = life.sheet();
        LegEvent later = life.fill(1, Side.SELL, "1", "110", "10", life.now());

        LegSheet.Step step = before.after(before.leg().sequence() + 2, later);

        assertThat(step.sheet().complete()).isFalse();
        assertThat(step.sheet().ledger()).isEqualTo(before.ledger());
        assertThat(step.moved()).isEmpty();
        LegSheet healed = step.sheet()
                .after(before.leg().sequence() + 1, new LegEvent.Claimed("node", life.now()))
                .sheet();
        assertThat(healed.complete()).isTrue();
    }

    @Test
    void aRebuiltLegGoesOnAndCountsNothingAgain() {
        life.opens().buys("1", "100").funding(7, "-1", "USDT", life.now());
        long next = life.leg().sequence() + 4;
        LegSheet sheet = life.sheet();
        sheet = sheet.after(next, new LegEvent.Rebuilt(next, 9, "row 8 is damaged", "alice", life.now()))
                .sheet();
        assertThat(only(sheet).forgotten()).isTrue();
        assertThat(sheet.complete()).isTrue();
        assertThat(sheet.leg().sequence()).isEqualTo(next);

        LegEvent again = life.fill(1, Side.BUY, "1", "100", "0", life.now());
        LegEvent other = life.fill(2, Side.BUY, "1", "100", "0", life.now());
        sheet = sheet.after(next + 1, again).sheet().after(next + 2, other).sheet();

        assertThat(sheet.ledger().trades()).isEqualTo(2);
        assertThat(sheet.ledger().total().fees()).isEqualByComparingTo("0.02");
        assertThat(sheet.ledger().total().funding()).isEqualByComparingTo("-1");
    }
}
