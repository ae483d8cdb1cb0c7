package dev.belay.simulator;

import dev.belay.simulator.engine.PositionReport;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.SimulatedTrade;
import java.math.BigDecimal;
import java.util.List;

/** The account at one moment. */
public record AccountView(
        BigDecimal wallet,
        List<PositionReport> positions,
        List<SimulatedOrder> openOrders,
        List<SimulatedAlgoOrder> openAlgoOrders,
        List<SimulatedTrade> trades) {

    static AccountView of(SimulatedExchange exchange) {
        return new AccountView(
                exchange.state().wallet(),
                exchange.positions(),
                exchange.openOrders(),
                exchange.openAlgoOrders(),
                exchange.trades());
    }
}
